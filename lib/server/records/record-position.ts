import { ServiceError } from '../service-error';

/** Where to read from, or to, as the URL says it. */
export type RecordPosition =
  | { readonly kind: 'newest' }
  | { readonly kind: 'oldest' }
  | { readonly kind: 'live' }
  | { readonly kind: 'offset'; readonly offset: number }
  | { readonly kind: 'offsets'; readonly offsets: ReadonlyMap<number, number> }
  | { readonly kind: 'time'; readonly timestampMs: number }
  | { readonly kind: 'group'; readonly groupId: string };

/** `newest`, `oldest`, `live`, `o:120`, `o:0@120,3@88`, `t:<Z time or epoch ms>`, `g:group`. */
export function parseRecordPosition(text: string, field: string): RecordPosition {
  if (text === 'newest' || text === 'oldest' || text === 'live') return { kind: text };
  if (text.startsWith('o:')) return offsetPosition(text.slice(2), field);
  if (text.startsWith('t:')) return { kind: 'time', timestampMs: parseTime(text.slice(2), field) };
  if (text.startsWith('g:')) return { kind: 'group', groupId: text.slice(2) };
  throw invalid(field, `${field} is newest, oldest, o:<offset>, o:<partition>@<offset>,… or t:<time>.`);
}

function offsetPosition(text: string, field: string): RecordPosition {
  if (/^\d+$/.test(text)) return { kind: 'offset', offset: parseOffset(text, field) };
  const offsets = new Map<number, number>();
  for (const part of text.split(',')) {
    const [, partition, offset] = /^(\d{1,6})@(\d+)$/.exec(part.trim()) ?? [];
    if (partition === undefined || offset === undefined) throw invalid(field, `${field} has an offset that is no number.`);
    offsets.set(Number(partition), parseOffset(offset, field));
  }
  return { kind: 'offsets', offsets };
}

export function parseOffset(text: string, field: string): number {
  const offset = /^\d{1,19}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(offset)) throw invalid(field, `${field} is not an offset.`);
  return offset;
}

function parseTime(text: string, field: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  const timestampMs = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(timestampMs)) throw invalid(field, `${field} is a time like 2026-11-22T09:30:00Z or milliseconds since 1970.`);
  return timestampMs;
}

function invalid(field: string, message: string): ServiceError {
  return new ServiceError('INVALID_REQUEST', message, { field });
}

import * as z from 'zod/mini';
import { fill } from '@/lib/placeholders/fill';
import { parseTemplate, type TemplateProblem } from '@/lib/placeholders/parse-template';
import type { FillSource } from '@/lib/placeholders/placeholder-kinds';
import type { PublishBytes, PublishQuery, PublishRecord } from '@/lib/contracts/publish';
import type { KafkaRecord, Payload } from '@/lib/contracts/record';

/** What a key, value or header value is: text, null, no bytes at all, or bytes written as base64. */
const bytesMode = z.enum(['text', 'null', 'empty', 'base64']);

const bytesDraft = z.object({ mode: bytesMode, text: z.string() });

export const publishDraft = z.object({
  key: bytesDraft,
  value: bytesDraft,
  headers: z.array(z.object({ id: z.int(), key: z.string(), value: bytesDraft })),
  /** Null: automatic. */
  partition: z.nullable(z.int()),
  /** Milliseconds since the epoch; null: now. */
  timestampMs: z.nullable(z.int()),
  compression: z.enum(['none', 'gzip', 'snappy', 'lz4', 'zstd']),
  acks: z.enum(['all', '1', '0']),
  /** Whether {{uuid}} and its like are filled at each send, or sent as they are. */
  fills: z._default(z.boolean(), true),
  /** How many messages were sent from here; {{counter}} goes on from it. */
  count: z._default(z.int(), 0),
});

export type BytesMode = z.infer<typeof bytesMode>;
export type BytesDraft = z.infer<typeof bytesDraft>;
export type HeaderDraft = PublishDraft['headers'][number];
export type PublishDraft = z.infer<typeof publishDraft>;

export const emptyDraft: PublishDraft = {
  key: { mode: 'text', text: '' },
  value: { mode: 'text', text: '' },
  headers: [],
  partition: null,
  timestampMs: null,
  compression: 'none',
  acks: 'all',
  fills: true,
  count: 0,
};

/** Text that was left empty means "no bytes", never null: null is chosen. */
function bytesOf({ mode, text }: BytesDraft): PublishBytes {
  switch (mode) {
    case 'text':
      return text;
    case 'empty':
      return '';
    case 'null':
      return null;
    case 'base64':
      return { base64: text.replaceAll(/\s/g, '') };
  }
}

export function recordOf(draft: PublishDraft): PublishRecord {
  return {
    key: keyOf(draft),
    value: bytesOf(draft.value),
    headers: draft.headers.map((header) => ({ key: header.key, value: bytesOf(header.value) })),
    ...(draft.partition === null ? {} : { partition: draft.partition }),
    ...(draft.timestampMs === null ? {} : { timestamp: draft.timestampMs }),
  };
}

/** A key field that was never touched is no key: an empty one is chosen. */
export function keyOf(draft: PublishDraft): PublishBytes {
  return draft.key.mode === 'text' && draft.key.text === '' ? null : bytesOf(draft.key);
}

export function optionsOf({ compression, acks }: PublishDraft): PublishQuery {
  return { compression, acks };
}

export function isBase64(text: string): boolean {
  const bare = text.replaceAll(/\s/g, '');
  return bare.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(bare);
}

/** What keeps a draft from being sent, if anything. */
export function draftProblem(draft: PublishDraft): 'base64' | 'placeholder' | undefined {
  const fields = [draft.key, draft.value, ...draft.headers.map((header) => header.value)];
  if (fields.some((field) => field.mode === 'base64' && !isBase64(field.text))) return 'base64';
  return draft.fills && placeholdersOf(draft).problems.length > 0 ? 'placeholder' : undefined;
}

function textsOf({ key, value, headers }: PublishDraft): string[] {
  const fields = [key, value, ...headers.map((header) => header.value)];
  return [...fields.flatMap(({ mode, text }) => (mode === 'text' ? [text] : [])), ...headers.map((header) => header.key)];
}

/** The placeholders of all fields, each once, and those that are not written as they must be. */
export function placeholdersOf(draft: PublishDraft): { placeholders: readonly string[]; problems: readonly TemplateProblem[] } {
  const templates = textsOf(draft).map(parseTemplate);
  return {
    placeholders: [...new Set(templates.flatMap(({ placeholders }) => placeholders))],
    problems: templates.flatMap(({ problems }) => problems),
  };
}

/** What goes out: the same draft without placeholders. */
export function filledDraft(draft: PublishDraft, source: Omit<FillSource, 'count'>): PublishDraft {
  if (!draft.fills) return draft;
  const from = { ...source, count: draft.count };
  const filled = (bytes: BytesDraft): BytesDraft =>
    bytes.mode === 'text' ? { mode: 'text', text: fill(bytes.text, from) } : bytes;
  return {
    ...draft,
    key: filled(draft.key),
    value: filled(draft.value),
    headers: draft.headers.map((header) => ({ id: header.id, key: fill(header.key, from), value: filled(header.value) })),
    fills: false,
  };
}

function draftOf(payload: Payload | null): BytesDraft {
  if (payload === null) return { mode: 'null', text: '' };
  if ('base64' in payload) return { mode: 'base64', text: payload.base64 };
  return payload.text === '' ? { mode: 'empty', text: '' } : { mode: 'text', text: payload.text };
}

/** Whether all bytes of a record are here: a preview must never be written back. */
export function isWhole(record: KafkaRecord): boolean {
  const payloads = [record.key, record.value, ...record.headers.map((header) => header.value)];
  const hasRawKey = record.headers.some((header) => header.keyBase64 !== undefined);
  return record.headersOmitted === undefined && !hasRawKey && payloads.every((payload) => payload?.truncated !== true);
}

/** A record as it was, to be written again: same key, value, headers and codec; partition and time are chosen anew. */
export function draftOfRecord(record: KafkaRecord): PublishDraft {
  return {
    ...emptyDraft,
    key: draftOf(record.key),
    value: draftOf(record.value),
    headers: record.headers.map((header, id) => ({ id, key: header.key, value: draftOf(header.value) })),
    compression: record.batch.codec,
    fills: false,
  };
}

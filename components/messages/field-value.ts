import type { KafkaRecord, Payload } from '@/lib/contracts/record';
import { jsonAtPath } from '@/lib/format/json-at-path';
import type { RecordField } from '@/lib/format/record-field';

export type FieldPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'json'; readonly text: string }
  | { readonly kind: 'payload'; readonly payload: Payload | null };

/** What a record has at a field: nothing, one value, or several in a list or of headers with one name. */
export interface FieldValue {
  readonly parts: readonly FieldPart[];
  /** The preview of the record ends before all of it was seen. */
  readonly isPartial: boolean;
}

/** More places of a list than a cell has room for. */
const placesMax = 8;

export function fieldValue(record: KafkaRecord, field: RecordField): FieldValue {
  if (field.kind === 'header') {
    const name = field.name?.toLowerCase();
    const headers = record.headers.filter(({ key }) => key.toLowerCase() === name);
    return {
      parts: headers.slice(0, placesMax).map(({ value }) => ({ kind: 'payload', payload: value })),
      isPartial: headers.length > placesMax || record.headersOmitted !== undefined,
    };
  }
  const text = textOf(record, field.kind);
  if (text === undefined) return { parts: [], isPartial: false };
  const { found, isPartial } = jsonAtPath(text, field.path, placesMax);
  return { parts: found.map((each) => partOf(each.text, each.isCut)), isPartial };
}

function textOf({ key, value, decoded }: KafkaRecord, part: 'key' | 'value'): string | undefined {
  const payload = part === 'key' ? key : value;
  return decoded?.[part]?.json ?? decoded?.[part]?.text ?? (payload !== null && 'text' in payload ? payload.text : undefined);
}

/** A string stands without its quotes, as in a header. */
function partOf(text: string, isCut: boolean): FieldPart {
  if (!text.startsWith('"')) return { kind: 'json', text: isCut ? `${text}…` : text };
  if (isCut) return { kind: 'text', text: `${text.slice(1)}…` };
  try {
    return { kind: 'text', text: String(JSON.parse(text)) };
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'json', text };
    throw error;
  }
}

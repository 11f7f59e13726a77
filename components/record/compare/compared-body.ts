import type { KafkaRecord, Payload, RecordHeader } from '@/lib/contracts/record';
import { checkJson } from '@/lib/format/json-check';
import { layoutJson } from '@/lib/format/json-layout';
import { bodyOf, hexRow, hexRowBytes, lineStarts } from '../payload-bytes';

/** One side of a comparison, as lines. */
export interface ComparedBody {
  readonly kind: 'null' | 'empty' | 'text' | 'bytes';
  readonly lines: readonly string[];
  /** These are only its first lines. */
  readonly isCut: boolean;
}

/** Of a body, so much is compared. */
export const comparedCharactersMax = 256 * 1024;
export const comparedBytesMax = 64 * 1024;

/** Keys or values of two records: JSON laid out, else text as it is; as bytes when one of them is no text. */
export function comparedBodies(a: KafkaRecord, b: KafkaRecord, part: 'key' | 'value'): readonly [ComparedBody, ComparedBody] {
  const areTexts = [a, b].every((record) => record[part] === null || textOf(record, part) !== null);
  const bodyOfSide = (record: KafkaRecord): ComparedBody => {
    const payload = record[part];
    if (payload === null) return { kind: 'null', lines: [], isCut: false };
    if (record.sizes[part] === 0) return { kind: 'empty', lines: [], isCut: false };
    const text = areTexts ? textOf(record, part) : null;
    return text === null
      ? bytesBody(payload)
      : textBody(text, payload.truncated === true || record.decoded?.[part]?.truncated === true);
  };
  return [bodyOfSide(a), bodyOfSide(b)];
}

function textOf(record: KafkaRecord, part: 'key' | 'value'): string | null {
  const payload = record[part];
  const decoded = record.decoded?.[part];
  return decoded?.json ?? decoded?.text ?? (payload !== null && 'text' in payload ? payload.text : null);
}

function textBody(text: string, isPreview: boolean): ComparedBody {
  const shown = text.slice(0, comparedCharactersMax);
  const isCut = isPreview || shown.length < text.length;
  const isJson = /^\s*[[{]/.test(shown) && (isCut || checkJson(shown).ok);
  return { kind: 'text', lines: linesOf(isJson ? layoutJson(shown) : shown), isCut };
}

/** A very long line is compared in pieces, as it is shown. */
function linesOf(text: string): readonly string[] {
  const starts = lineStarts(text);
  return starts.slice(0, -1).map((start, index) => text.slice(start, starts[index + 1]).replace(/\n$/, ''));
}

function bytesBody(payload: Payload): ComparedBody {
  const { bytes } = bodyOf(payload);
  const shown = bytes.subarray(0, comparedBytesMax);
  const lines = Array.from({ length: Math.ceil(shown.length / hexRowBytes) }, (_, row) => {
    const { hex, ascii } = hexRow(shown, row);
    return `${hex}  ${ascii}`;
  });
  return { kind: 'bytes', lines, isCut: payload.truncated === true || shown.length < bytes.length };
}

/** Headers in their order, one a line; a value that is null, or no text, cannot be taken for a text that says so. */
export function headerLines(headers: readonly RecordHeader[]): readonly string[] {
  return headers.map(({ key, keyBase64, value }) => {
    const name = keyBase64 === undefined ? key : `base64(${keyBase64})`;
    if (value === null) return `${name}: null`;
    return 'text' in value ? `${name}: ${JSON.stringify(value.text)}` : `${name}: base64(${value.base64})`;
  });
}

import type { PublishBytes, PublishRecord } from '@/lib/contracts/publish';
import { checkJson } from '@/lib/format/json-check';
import { jsonChildren, jsonValueAt, type JsonChild } from '@/lib/format/json-layout';

export type LineProblem = 'not-text' | 'json' | 'no-object' | 'headers' | 'partition' | 'timestamp' | 'quote' | 'columns';

export type LineRecord = { readonly record: PublishRecord } | { readonly problem: LineProblem };

const fieldsMax = 10_000;
/** What a record that was read, exported or written by hand may have beside its key and value. */
const recordFields = new Set([
  'topic',
  'key',
  'value',
  'headers',
  'partition',
  'offset',
  'timestamp',
  'timestampType',
  'sizes',
  'batch',
  'headersOmitted',
  'decoded',
]);

type Fields = ReadonlyMap<string, JsonChild>;

/** The fields of an object as they stand in the text, the last of a name; undefined when it is none. */
export function fieldsOf(text: string): Fields | undefined {
  const whole = checkJson(text).ok ? jsonValueAt(text, 0) : undefined;
  if (whole?.kind !== 'object') return undefined;
  return new Map(
    jsonChildren(text, whole, fieldsMax).children.flatMap((child) =>
      child.key === undefined ? [] : [[nameOf(text, child), child]],
    ),
  );
}

function nameOf(text: string, { key }: JsonChild): string {
  return key === undefined ? '' : stringOf(text.slice(key.start, key.end));
}

function stringOf(json: string): string {
  const parsed: unknown = JSON.parse(json);
  return typeof parsed === 'string' ? parsed : json;
}

/** Whether a line is a record rather than the value of one. */
export function looksLikeRecord(text: string): boolean {
  const fields = fieldsOf(text);
  if (fields === undefined) return false;
  return (fields.has('value') || fields.has('key')) && [...fields.keys()].every((name) => recordFields.has(name));
}

/** `{key, value, headers, partition, timestamp}`; what is no string is written as the JSON it is, digit by digit. */
export function recordOfLine(text: string): LineRecord {
  if (!checkJson(text).ok) return { problem: 'json' };
  const fields = fieldsOf(text);
  if (fields === undefined) return { problem: 'no-object' };
  const headers = headersOf(text, fields.get('headers'));
  if (headers === undefined) return { problem: 'headers' };
  const partition = numberOf(text, fields.get('partition'));
  if (partition === undefined || (partition !== null && !Number.isSafeInteger(partition))) return { problem: 'partition' };
  const timestamp = numberOf(text, fields.get('timestamp'));
  if (timestamp === undefined || (timestamp !== null && !Number.isSafeInteger(timestamp))) return { problem: 'timestamp' };
  return {
    record: { key: bytesOf(text, fields.get('key')), value: bytesOf(text, fields.get('value')), headers, partition, timestamp },
  };
}

/** The line is the value; a field of it may be the key. */
export function recordOfValue(text: string, keyField: string): LineRecord {
  if (keyField === '') return { record: { value: text } };
  const fields = fieldsOf(text);
  if (fields === undefined) return { problem: checkJson(text).ok ? 'no-object' : 'json' };
  return { record: { key: bytesOf(text, fields.get(keyField)), value: text } };
}

function bytesOf(text: string, child: JsonChild | undefined): PublishBytes {
  if (child === undefined) return null;
  const json = text.slice(child.start, child.end);
  if (child.kind === 'literal' && json === 'null') return null;
  if (child.kind === 'string') return stringOf(json);
  return payloadOf(json) ?? json;
}

/** `{text}` and `{base64}`, the forms in which records are read. A value that only looks like them has more fields. */
function payloadOf(json: string): PublishBytes | undefined {
  if (!json.startsWith('{') || json.length > 64 * 1_048_576) return undefined;
  const parsed: unknown = JSON.parse(json);
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const truncated = 'truncated' in parsed && parsed.truncated === true ? { truncated: true } : {};
  const others = Object.keys(parsed).filter((name) => !['text', 'base64', 'truncated', 'size'].includes(name));
  if (others.length > 0) return undefined;
  if ('base64' in parsed && typeof parsed.base64 === 'string') return { base64: parsed.base64, ...truncated };
  return 'text' in parsed && typeof parsed.text === 'string' ? { text: parsed.text, ...truncated } : undefined;
}

/** Null when absent; undefined when it is no whole number. */
function numberOf(text: string, child: JsonChild | undefined): number | null | undefined {
  if (child === undefined) return null;
  const json = text.slice(child.start, child.end);
  if (json === 'null') return null;
  const digits = child.kind === 'string' ? stringOf(json) : json;
  return /^-?\d{1,16}$/.test(digits) ? Number(digits) : undefined;
}

type Headers = NonNullable<PublishRecord['headers']>;

/** `[{key, value}]`, or `{name: value}` for those that are written by hand. */
function headersOf(text: string, child: JsonChild | undefined): Headers | undefined {
  if (child === undefined || text.slice(child.start, child.end) === 'null') return [];
  if (child.kind === 'object') {
    return jsonChildren(text, child, fieldsMax).children.map((each) => ({ key: nameOf(text, each), value: bytesOf(text, each) }));
  }
  if (child.kind !== 'array') return undefined;
  const headers: Headers = [];
  for (const each of jsonChildren(text, child, fieldsMax).children) {
    const header = text.slice(each.start, each.end);
    const fields = each.kind === 'object' ? fieldsOf(header) : undefined;
    const key = fields?.get('key');
    if (fields === undefined || key?.kind !== 'string') return undefined;
    headers.push({ key: stringOf(header.slice(key.start, key.end)), value: bytesOf(header, fields.get('value')) });
  }
  return headers;
}

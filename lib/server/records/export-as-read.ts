import { isUtf8 } from 'node:buffer';
import type { SchemaFacts } from '@/lib/contracts/decoding';
import type { Decoding } from '../decode/decoded-facts';
import { csvRow, csvTime } from './csv-row';
import type { ExportFormat, ExportLines } from './export-line';
import { recordRow, type ReadRecord } from './record-row';

type Decode = (record: ReadRecord['record'], part: 'key' | 'value') => Decoding | undefined;

/** What a key or value says: JSON to put into JSON as it is, or bytes that could not be read, and why. */
type Said = { readonly format: string | null; readonly schema?: SchemaFacts } & (
  { readonly json: string } | { readonly text: string } | { readonly base64: string; readonly problem: string }
);

const columns = [
  'partition',
  'offset',
  'timestamp',
  'key',
  'key_format',
  'key_problem',
  'value',
  'value_format',
  'value_problem',
  'headers',
] as const;

/** Records as they are read: decoded, with the name of the format; what cannot be read stays base64, with the reason. */
export function linesAsRead(format: ExportFormat, decode: Decode): ExportLines {
  const saidOf = (read: ReadRecord, part: 'key' | 'value') => said(read.record[part], decode(read.record, part));
  if (format === 'csv')
    return { head: csvRow(columns), line: (read) => csvLine(read, saidOf(read, 'key'), saidOf(read, 'value')) };
  return { head: '', line: (read) => jsonLine(read, saidOf(read, 'key'), saidOf(read, 'value')) };
}

function said(bytes: Buffer | null, decoding: Decoding | undefined): Said | null {
  if (bytes === null) return null;
  if (decoding === undefined) {
    if (isUtf8(bytes)) return textOrJson(bytes.toString('utf8'));
    return { format: null, base64: bytes.toString('base64'), problem: 'It looks like no format that is known here.' };
  }
  const { format, body } = decoding;
  const facts = { format, ...(decoding.schema === undefined ? {} : { schema: decoding.schema }) };
  if ('problem' in body) return { ...facts, base64: bytes.toString('base64'), problem: body.problem };
  return { ...facts, ...body };
}

/** Objects and lists are JSON; what else could be JSON is as likely plain text. */
function textOrJson(text: string): Said {
  return /^\s*[[{]/.test(text) && isJson(text) ? { format: 'json', json: text } : { format: 'utf8', text };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function jsonLine(read: ReadRecord, key: Said | null, value: Said | null): string {
  const { partition, offset, timestamp, timestampType, headers } = recordRow(read, Number.MAX_SAFE_INTEGER);
  const fields = [
    ...Object.entries({ partition, offset, timestamp, timestampType }).map(([name, field]) => jsonField(name, field)),
    ...jsonFields('key', key),
    ...jsonFields('value', value),
    jsonField('headers', headers),
  ];
  return `{${fields.join(',')}}\n`;
}

function jsonField(name: string, value: unknown): string {
  return `${JSON.stringify(name)}:${JSON.stringify(value)}`;
}

function jsonFields(part: 'key' | 'value', given: Said | null): readonly string[] {
  if (given === null) return [jsonField(part, null)];
  const format = jsonField(`${part}Format`, given.format);
  const schema = given.schema === undefined ? [] : [jsonField(`${part}Schema`, given.schema)];
  if ('problem' in given)
    return [jsonField(`${part}Base64`, given.base64), format, ...schema, jsonField(`${part}Problem`, given.problem)];
  if ('text' in given) return [jsonField(part, given.text), format, ...schema];
  // Written as it stands, so that no digit is lost; a line of a file is one line.
  return [`"${part}":${given.json.replaceAll(/[\r\n]+/g, ' ').trim()}`, format, ...schema];
}

function csvLine(read: ReadRecord, key: Said | null, value: Said | null): string {
  const { partition, offset, timestamp, headers } = recordRow(read, Number.MAX_SAFE_INTEGER);
  const head = [String(partition), offset, csvTime(timestamp)];
  return csvRow([...head, ...csvFields(key), ...csvFields(value), headers.length === 0 ? '' : JSON.stringify(headers)]);
}

function csvFields(given: Said | null): readonly [string, string, string] {
  if (given === null) return ['', 'null', ''];
  if ('problem' in given) return [given.base64, 'base64', given.problem];
  return ['json' in given ? given.json : given.text, given.format ?? '', ''];
}

import type { PublishRecord } from '@/lib/contracts/publish';
import { recordOfRow, type CsvColumns } from './csv-record';
import { CsvRows } from './csv-rows';
import { recordOfLine, recordOfValue, type LineProblem, type LineRecord } from './line-record';
import { linesOf, type SourceLine } from './line-source';

/** How a text is to be read. */
export type Reading =
  | { readonly format: 'records' }
  /** Each line is a value; the key is a field of it, or none. */
  | { readonly format: 'values'; readonly keyField: string }
  | { readonly format: 'csv'; readonly delimiter: string; readonly columns: CsvColumns };

export type NumberedRecord = {
  /** Where it begins. */
  readonly line: number;
  /** Read up to here. */
  readonly bytes: number;
} & ({ readonly record: PublishRecord } | { readonly problem: LineProblem });

const openRowCharactersMax = 16_000_000;

/** The records of a text or file, one after the other; what cannot be read is named by its line and passed over. */
export function numberedRecords(blob: Blob, reading: Reading): AsyncGenerator<NumberedRecord, void, undefined> {
  return reading.format === 'csv' ? csvRecords(blob, reading.delimiter, reading.columns) : lineRecords(blob, reading);
}

async function* lineRecords(
  blob: Blob,
  reading: Exclude<Reading, { format: 'csv' }>,
): AsyncGenerator<NumberedRecord, void, undefined> {
  for await (const { number, text, bytes } of linesOf(blob)) {
    const line = text?.endsWith('\r') === true ? text.slice(0, -1) : text;
    if (line?.trim() === '') continue;
    yield { line: number, bytes, ...parsed(line, reading) };
  }
}

function parsed(line: string | undefined, reading: Exclude<Reading, { format: 'csv' }>): LineRecord {
  if (line === undefined) return { problem: 'not-text' };
  return reading.format === 'records' ? recordOfLine(line) : recordOfValue(line, reading.keyField);
}

async function* csvRecords(blob: Blob, delimiter: string, columns: CsvColumns): AsyncGenerator<NumberedRecord, void, undefined> {
  let header: readonly string[] | undefined;
  for await (const { line, bytes, row } of csvRowsOf(blob, delimiter)) {
    if (row === null) yield { line, bytes, problem: 'quote' };
    else if (row === undefined) yield { line, bytes, problem: 'not-text' };
    else if (header === undefined) header = row;
    else yield { line, bytes, ...recordOfRow(header, row, columns) };
  }
}

interface CsvRow {
  readonly line: number;
  readonly bytes: number;
  /** Null: its quotes are wrong. Undefined: it is not UTF-8. */
  readonly row: readonly string[] | null | undefined;
}

async function* csvRowsOf(blob: Blob, delimiter: string): AsyncGenerator<CsvRow, void, undefined> {
  const rows = new CsvRows(delimiter);
  let first: SourceLine | undefined;
  let openCharacters = 0;
  let bytes = 0;
  for await (const line of linesOf(blob)) {
    bytes = line.bytes;
    if (!rows.isOpen && line.text?.trim() === '') continue;
    if (!rows.isOpen) {
      first = line;
      openCharacters = 0;
    }
    const at = first?.number ?? line.number;
    openCharacters += line.text?.length ?? 0;
    if (line.text === undefined || openCharacters > openRowCharactersMax) {
      rows.drop();
      yield { line: at, bytes, row: line.text === undefined ? undefined : null };
      continue;
    }
    const row = rows.push(line.text);
    if (row !== undefined) yield { line: at, bytes, row };
  }
  if (rows.isOpen) yield { line: first?.number ?? 1, bytes, row: null };
}

/** The first row of a CSV text. */
export async function csvHeader(blob: Blob, delimiter: string): Promise<readonly string[]> {
  for await (const { row } of csvRowsOf(blob, delimiter)) return row ?? [];
  return [];
}

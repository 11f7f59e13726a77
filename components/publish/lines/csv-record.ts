import type { PublishRecord } from '@/lib/contracts/publish';
import type { LineRecord } from './line-record';

/** Which columns make the key and the value. */
export interface CsvColumns {
  /** Null: no key. */
  readonly key: string | null;
  /** Null: the whole row, as a JSON object. */
  readonly value: string | null;
}

const headerPrefix = /^headers?[.:]/i;
const namesOf = { partition: /^partition$/i, timestamp: /^timestamp(_?ms)?$/i };

/** What the names of the columns say. */
export function guessedColumns(header: readonly string[]): CsvColumns {
  return {
    key: header.find((name) => name.toLowerCase() === 'key') ?? null,
    value: header.find((name) => name.toLowerCase() === 'value') ?? null,
  };
}

export function recordOfRow(header: readonly string[], row: readonly string[], columns: CsvColumns): LineRecord {
  if (row.length !== header.length) return { problem: 'columns' };
  const cell = (name: string | null): string | null => (name === null ? null : (row[header.indexOf(name)] ?? null));
  const value = columns.value === null ? objectOf(header, row) : cell(columns.value);
  const record: PublishRecord = { key: cell(columns.key), value };
  if (columns.value === null) return { record };
  const partition = numberOf(header, row, namesOf.partition);
  if (partition === undefined) return { problem: 'partition' };
  const timestamp = numberOf(header, row, namesOf.timestamp);
  if (timestamp === undefined) return { problem: 'timestamp' };
  const headers = header.flatMap((name, index) =>
    headerPrefix.test(name) ? [{ key: name.replace(headerPrefix, ''), value: row[index] ?? '' }] : [],
  );
  return { record: { ...record, headers, partition, timestamp } };
}

/** Cells stay strings: what looks like a number may be a code with leading zeros. */
function objectOf(header: readonly string[], row: readonly string[]): string {
  return `{${header.map((name, index) => `${JSON.stringify(name)}:${JSON.stringify(row[index] ?? '')}`).join(',')}}`;
}

/** Null when there is no such column or it is empty; undefined when it is no whole number. */
function numberOf(header: readonly string[], row: readonly string[], pattern: RegExp): number | null | undefined {
  const index = header.findIndex((name) => pattern.test(name));
  const cell = index === -1 ? '' : (row[index] ?? '').trim();
  if (cell === '') return null;
  return /^-?\d{1,15}$/.test(cell) ? Number(cell) : undefined;
}

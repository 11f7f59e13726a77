import type { Payload } from '@/lib/contracts/record';
import { csvRow, csvTime } from './csv-row';
import { recordRow, type ReadRecord } from './record-row';

export type ExportFormat = 'jsonl' | 'csv';

/** The lines of a file, one for each record. */
export interface ExportLines {
  readonly head: string;
  readonly line: (read: ReadRecord) => string;
}

const columns = ['partition', 'offset', 'timestamp', 'key', 'key_encoding', 'value', 'value_encoding', 'headers'] as const;

/** Records to the byte, whole. A line of JSON can be posted back as it is; CSV is that of RFC 4180, headers in it are JSON. */
export function linesAsWritten(format: ExportFormat): ExportLines {
  return format === 'jsonl' ? { head: '', line: jsonLine } : { head: csvRow(columns), line: csvLine };
}

function jsonLine(read: ReadRecord): string {
  const { partition, offset, timestamp, timestampType, key, value, headers } = recordRow(read, Number.MAX_SAFE_INTEGER);
  return `${JSON.stringify({ partition, offset, timestamp, timestampType, key, value, headers })}\n`;
}

function csvLine(read: ReadRecord): string {
  const { partition, offset, timestamp, key, value, headers } = recordRow(read, Number.MAX_SAFE_INTEGER);
  const head = [String(partition), offset, csvTime(timestamp)];
  return csvRow([...head, ...csvPayload(key), ...csvPayload(value), headers.length === 0 ? '' : JSON.stringify(headers)]);
}

/** The text, and what it is: null, empty text and bytes stay apart. */
function csvPayload(payload: Payload | null): readonly [string, string] {
  if (payload === null) return ['', 'null'];
  return 'text' in payload ? [payload.text, 'text'] : [payload.base64, 'base64'];
}

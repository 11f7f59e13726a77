import type { Payload } from '@/lib/contracts/record';
import { recordRow, type ReadRecord } from './record-row';

export type ExportFormat = 'jsonl' | 'csv';

const columns = ['partition', 'offset', 'timestamp', 'key', 'key_encoding', 'value', 'value_encoding', 'headers'] as const;

export function exportHead(format: ExportFormat): string {
  return format === 'csv' ? `${columns.join(',')}\r\n` : '';
}

/** One record, whole. A line of JSON can be posted back as it is; CSV is that of RFC 4180, headers in it are JSON. */
export function exportLine(read: ReadRecord, format: ExportFormat): string {
  const { partition, offset, timestamp, timestampType, key, value, headers } = recordRow(read, Number.MAX_SAFE_INTEGER);
  if (format === 'jsonl') return `${JSON.stringify({ partition, offset, timestamp, timestampType, key, value, headers })}\n`;
  const at = Number(timestamp) < 0 ? '' : new Date(Number(timestamp)).toISOString();
  const fields = [
    String(partition),
    offset,
    at,
    ...csvPayload(key),
    ...csvPayload(value),
    headers.length === 0 ? '' : JSON.stringify(headers),
  ];
  return `${fields.map(csvField).join(',')}\r\n`;
}

/** The text, and what it is: null, empty text and bytes stay apart. */
function csvPayload(payload: Payload | null): readonly [string, string] {
  if (payload === null) return ['', 'null'];
  return 'text' in payload ? [payload.text, 'text'] : [payload.base64, 'base64'];
}

function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

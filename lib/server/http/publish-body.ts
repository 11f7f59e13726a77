import { checkedRecords, publishRecord, type CheckedRecords, type PublishRecord } from '@/lib/contracts/publish';
import { ServiceError } from '../service-error';
import { bodyText, parseJson, parseWith } from './route';

const recordsMax = 10_000;

/** One record, an array of them, one JSON record per line, or records and the schema of their values. */
export async function publishBody(request: Request): Promise<CheckedRecords> {
  const text = await bodyText(request);
  const isLines = (request.headers.get('content-type') ?? '').startsWith('application/x-ndjson');
  const body = isLines ? { records: linesOf(text) } : bodyOf(parseJson(text));
  if (body.records.length === 0) throw new ServiceError('INVALID_REQUEST', 'There is no record to publish.', { field: 'body' });
  if (body.records.length > recordsMax) {
    throw new ServiceError('BODY_TOO_LARGE', `One call publishes at most ${recordsMax} records.`, { details: { recordsMax } });
  }
  return body;
}

function bodyOf(value: unknown): CheckedRecords {
  if (Array.isArray(value))
    return { records: value.map((each: unknown, index) => parseWith(publishRecord, each, String(index))) };
  if (typeof value === 'object' && value !== null && 'records' in value) return parseWith(checkedRecords, value, 'body');
  return { records: [parseWith(publishRecord, value, 'body')] };
}

function linesOf(text: string): PublishRecord[] {
  return text
    .split('\n')
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => parseWith(publishRecord, parseJson(line, `line ${number}`), `line ${number}`));
}

import { publishRecord, type PublishRecord } from '@/lib/contracts/publish';
import { ServiceError } from '../service-error';
import { bodyText, parseJson, parseWith } from './route';

const recordsMax = 10_000;

/** One record, an array of them, or one JSON record per line. */
export async function publishBody(request: Request): Promise<readonly PublishRecord[]> {
  const text = await bodyText(request);
  const isLines = (request.headers.get('content-type') ?? '').startsWith('application/x-ndjson');
  const records = isLines ? linesOf(text) : oneOrMany(text);
  if (records.length === 0) throw new ServiceError('INVALID_REQUEST', 'There is no record to publish.', { field: 'body' });
  if (records.length > recordsMax) {
    throw new ServiceError('BODY_TOO_LARGE', `One call publishes at most ${recordsMax} records.`, { details: { recordsMax } });
  }
  return records;
}

function oneOrMany(text: string): readonly PublishRecord[] {
  const value = parseJson(text);
  if (Array.isArray(value)) return value.map((each: unknown, index) => parseWith(publishRecord, each, String(index)));
  return [parseWith(publishRecord, value, 'body')];
}

function linesOf(text: string): readonly PublishRecord[] {
  return text
    .split('\n')
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => parseWith(publishRecord, parseJson(line, `line ${number}`), `line ${number}`));
}

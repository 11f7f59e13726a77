import type { ExportQuery } from '@/lib/contracts/record';
import { RecordDecoder } from '../../decode/record-decoder';
import { linesAsRead } from '../../records/export-as-read';
import { linesAsWritten } from '../../records/export-line';
import { parsePartitionRanges } from '../../records/partition-ranges';
import { parseRecordPosition } from '../../records/record-position';
import { scanRecords } from '../../records/scan';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';
import { filterOf } from './filter-of';
import { mustExist } from './read-page';

export interface ExportInput {
  readonly cluster: string;
  readonly topic: string;
  readonly query: ExportQuery;
}

/** Text is handed on when there is so much of it: a thousand large records together would be as much again in memory. */
const pieceCharacters = 262_144;

/**
 * Every matching record, whole, as lines of a file, up to the ends of now. A partition that cannot be read to its end breaks the
 * file off: half an export must not look like one.
 */
export async function* exportRecords({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ExportInput;
}): AsyncGenerator<string, void, undefined> {
  const { query } = input;
  const { client, schemas } = ctx.runtime.cluster(input.cluster);
  const topic = await client.topic(input.topic);
  const from = parseRecordPosition(query.from ?? 'oldest', 'from');
  const partitions = query.p === undefined ? undefined : parsePartitionRanges(query.p);
  for (const partition of partitions ?? []) mustExist(topic, partition, 'p');
  const decoder = new RecordDecoder(topic.name, query, schemas);
  const isRead = query.as === 'read';
  const scan = scanRecords(client, {
    topic,
    from: from.kind === 'newest' || from.kind === 'live' ? { kind: 'oldest' } : from,
    ...(query.to === undefined ? {} : { to: parseRecordPosition(query.to, 'to') }),
    ...(partitions === undefined ? {} : { partitions }),
    isolation: query.isolation ?? 'read_uncommitted',
    filter: await filterOf(ctx, query, decoder),
    signal: ctx.signal,
  });
  const { head, line } = isRead
    ? linesAsRead(query.format, (record, part) => decoder.decode(record, part))
    : linesAsWritten(query.format);
  yield head;
  let left = query.n ?? Number.POSITIVE_INFINITY;
  for await (const { records, progress } of scan) {
    const [problem] = progress.problems;
    if (problem !== undefined) throw new ServiceError('KAFKA_ERROR', problem.message, { partition: problem.partition });
    const taken = records.slice(0, left);
    left -= taken.length;
    if (isRead) await decoder.prepare(taken);
    let piece = '';
    for (const record of taken) {
      piece += line(record);
      if (piece.length < pieceCharacters) continue;
      yield piece;
      piece = '';
    }
    yield piece;
    if (left <= 0) return;
  }
}

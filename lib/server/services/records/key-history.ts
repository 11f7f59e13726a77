import { partitionForKey } from '@/broker/protocol/records/murmur2';
import { keyRecordsMax, type KeyHistory, type KeyQuery } from '@/lib/contracts/keys';
import type { KafkaRecord } from '@/lib/contracts/record';
import { recordRow } from '../../records/record-row';
import { scanRecords, type ScanProgress } from '../../records/scan';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';
import type { NamedEvent } from '../../streams/named-event';

const progressMs = 400;
const previewBytes = 400;

/** Every record of one key, up to the ends of now: in the partition of murmur2, or in all of them when that is asked for. */
export async function keyHistory({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { cluster: string; topic: string; query: KeyQuery };
}): Promise<AsyncGenerator<NamedEvent<'progress', KeyHistory>, void, undefined>> {
  const { client } = ctx.runtime.cluster(input.cluster);
  const key = keyOf(input.query);
  const topic = await client.topic(input.topic, 0);
  const partition = partitionForKey(key, topic.partitions.length);
  const isAll = input.query.all === '1';
  const found: KafkaRecord[] = [];
  let count = 0;
  const event = ({ scanned, remainingAtMost, totalAtMost, elapsedMs, problems }: ScanProgress) => {
    const progress = { scanned, remainingAtMost, totalAtMost, elapsedMs, problems: [...problems] };
    return { event: 'progress', data: { partition, isAll, records: found.toReversed(), count, ...progress } } as const;
  };
  async function* events(): AsyncGenerator<NamedEvent<'progress', KeyHistory>, void, undefined> {
    const partitions = isAll ? {} : { partitions: [partition] };
    let saidAtMs = 0;
    let last: ScanProgress | undefined;
    for await (const { records, progress } of scanRecords(client, { topic, signal: ctx.signal, ...partitions })) {
      for (const read of records) {
        if (read.record.key?.equals(key) !== true) continue;
        count += 1;
        found.push(recordRow(read, previewBytes));
        if (found.length > keyRecordsMax) found.shift();
      }
      last = progress;
      if (progress.elapsedMs - saidAtMs < progressMs) continue;
      saidAtMs = progress.elapsedMs;
      yield event(progress);
    }
    if (last !== undefined) yield event(last);
  }
  return events();
}

function keyOf({ key, key64 }: KeyQuery): Buffer {
  if ((key === undefined) === (key64 === undefined))
    throw new ServiceError('INVALID_REQUEST', 'Give the key once, as key or as key64.', { field: 'key' });
  return key64 === undefined ? Buffer.from(key ?? '', 'utf8') : Buffer.from(key64, 'base64');
}

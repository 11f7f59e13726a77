import { latestKeysMax, type LatestKeys as Answer, type LatestKeysQuery } from '@/lib/contracts/keys';
import { LatestKeys } from '../../records/latest-keys';
import { recordRow } from '../../records/record-row';
import { scanRecords, type ScanProgress } from '../../records/scan';
import type { ServiceContext } from '../../service-context';
import type { NamedEvent } from '../../streams/named-event';

const progressMs = 400;
const previewBytes = 200;

/** The latest record of every key up to the ends of now, as a consumer that keeps a table of the topic would have it. */
export async function latestKeys({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { cluster: string; topic: string; query: LatestKeysQuery };
}): Promise<AsyncGenerator<NamedEvent<'progress', Answer>, void, undefined>> {
  const { client } = ctx.runtime.cluster(input.cluster);
  const topic = await client.topic(input.topic, 0);
  const wanted = input.query.contains?.toLowerCase() ?? '';
  const kept = new LatestKeys(latestKeysMax, (read) => recordRow(read, previewBytes));
  const event = (progress: ScanProgress, isLast: boolean) => {
    const { scanned, remainingAtMost, totalAtMost, elapsedMs, problems } = progress;
    const { keyless, beyond, latest } = kept;
    const counts = { keys: latest.length, tombstones: latest.filter(({ value }) => value === null).length, keyless, beyond };
    const records = isLast ? [...latest] : null;
    const data = { ...counts, records, scanned, remainingAtMost, totalAtMost, elapsedMs, problems: [...problems] };
    return { event: 'progress', data } as const;
  };
  async function* events(): AsyncGenerator<NamedEvent<'progress', Answer>, void, undefined> {
    let saidAtMs = 0;
    let last: ScanProgress | undefined;
    for await (const { records, progress } of scanRecords(client, { topic, signal: ctx.signal })) {
      kept.add(
        wanted === ''
          ? records
          : records.filter(({ record }) => record.key?.toString('utf8').toLowerCase().includes(wanted) === true),
      );
      last = progress;
      if (progress.elapsedMs - saidAtMs < progressMs) continue;
      saidAtMs = progress.elapsedMs;
      yield event(progress, false);
    }
    if (last !== undefined) yield event(last, true);
  }
  return events();
}

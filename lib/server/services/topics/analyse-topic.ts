import type { TopicStatistics } from '@/lib/contracts/statistics';
import { scanRecords, type ScanProgress } from '../../records/scan';
import { TopicTally } from '../../records/topic-tally';
import type { ServiceContext } from '../../service-context';
import type { NamedEvent } from '../../streams/named-event';

const progressMs = 400;

/** Reads the whole topic up to the ends of now and counts; says what it has several times a second, and at last all of it. */
export async function analyseTopic({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { cluster: string; topic: string };
}): Promise<AsyncGenerator<NamedEvent<'progress', TopicStatistics>, void, undefined>> {
  const { client } = ctx.runtime.cluster(input.cluster);
  const topic = await client.topic(input.topic, 0);
  const startedAtMs = Date.now();
  const tally = new TopicTally(topic.partitions.map(({ partition }) => partition));
  const event = ({ elapsedMs, remainingAtMost, totalAtMost, bytes, problems }: ScanProgress) => {
    const facts = { startedAtMs, elapsedMs, remainingAtMost, totalAtMost, fetchedBytes: bytes, problems: [...problems] };
    return { event: 'progress', data: { ...tally.figures(), ...facts } } as const;
  };
  async function* events(): AsyncGenerator<NamedEvent<'progress', TopicStatistics>, void, undefined> {
    let saidAtMs = 0;
    let last: ScanProgress | undefined;
    for await (const { records, progress } of scanRecords(client, { topic, signal: ctx.signal })) {
      for (const record of records) tally.add(record);
      last = progress;
      if (progress.elapsedMs - saidAtMs < progressMs) continue;
      saidAtMs = progress.elapsedMs;
      yield event(progress);
    }
    if (last !== undefined) yield event(last);
  }
  return events();
}

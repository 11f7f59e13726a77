import type { PublishBytes, PublishQuery, PublishRecord } from '@/lib/contracts/publish';
import type { JobEvents } from '@/lib/contracts/job';
import type { RepeatRequest, WriteProgress, WriteResult } from '@/lib/contracts/write-run';
import { filler } from '@/lib/placeholders/fill';
import type { FillSource } from '@/lib/placeholders/placeholder-kinds';
import { recordBytes, writeRecords } from '../../kafka/write-records';
import { pause } from '../../pause';
import { Pace } from '../../records/pace';
import { WriteTally } from '../../records/write-tally';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';
import { runJob } from '../../streams/run-job';
import type { SseConnection } from '../../streams/sse-connection';
import { isPlaced, valueCheck } from './check-values';
import { placeRecords } from './place-records';

export interface RepeatPublishInput {
  readonly cluster: string;
  readonly topic: string;
  readonly request: RepeatRequest;
  readonly query: PublishQuery;
}

const chunkRecordsMax = 500;
const chunkBytesMax = 4 * 1_048_576;

/** Writes a record many times, each filled anew, at a rate or as fast as it goes. Fails before the first byte when it can. */
export async function repeatPublish({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: RepeatPublishInput;
}): Promise<SseConnection<JobEvents<WriteProgress, WriteResult>>> {
  const { client, producer, sampler } = ctx.runtime.cluster(input.cluster);
  const { record, fills, count, perSecond, countFrom, schema } = input.request;
  const topic = await client.topic(input.topic);
  const filled = fills ? recordFiller(record) : () => record;
  const sourceOf = (index: number): FillSource => ({ count: countFrom + index, nowMs: Date.now(), random: Math.random });
  const check = await valueCheck({ ctx, input: { ...input, schema } });
  const [sample] = await check(placeRecords(topic, [filled(sourceOf(0))]));
  if (sample !== undefined && !isPlaced(sample)) throw sample;
  const sampleBytes = sample === undefined ? 1 : recordBytes(sample.record);
  const chunkMax = Math.max(1, Math.min(chunkRecordsMax, Math.floor(chunkBytesMax / sampleBytes)));
  const tally = new WriteTally(count);

  const work = async (signal: AbortSignal): Promise<WriteResult> => {
    const pace = new Pace(perSecond, performance.now());
    for (let sent = 0; sent < count && !signal.aborted;) {
      // The first goes alone: what is refused is refused once, not by the hundred.
      const due = Math.min(sent === 0 ? 1 : chunkMax, count - sent, pace.due(performance.now()));
      if (due === 0) {
        await pause(pace.waitMs(performance.now()), signal);
        continue;
      }
      const records = Array.from({ length: due }, (_, index) => filled(sourceOf(sent + index)));
      const checked = await check(placeRecords(topic, records));
      const placed = checked.filter(isPlaced);
      const refused = checked.filter((each) => !isPlaced(each));
      const outcomes = await writeRecords({ client, producer, topic }, placed, { ...input.query, signal });
      tally.add(placed, outcomes);
      for (const refusal of refused) tally.fail(refusal);
      sent += due;
      pace.took(due);
      if (refused.length === 0 && outcomes.every((outcome) => 'error' in outcome && isFinal(outcome.error))) break;
    }
    tally.end();
    sampler.expire(topic);
    return tally.result();
  };
  return runJob(ctx, { work, progress: () => tally.progress() });
}

/** The next one would be refused as well. */
function isFinal(error: unknown): boolean {
  return !(error instanceof ServiceError) || (!error.retriable && error.code !== 'OUTCOME_UNKNOWN');
}

function recordFiller(record: PublishRecord): (source: FillSource) => PublishRecord {
  const key = bytesFiller(record.key);
  const value = bytesFiller(record.value);
  const headers = (record.headers ?? []).map((header) => ({
    header,
    key: filler(header.key),
    value: bytesFiller(header.value),
  }));
  return (source) => ({
    ...record,
    key: key(source),
    value: value(source),
    headers: headers.map((each) => ({ ...each.header, key: each.key(source), value: each.value(source) })),
  });
}

function bytesFiller(bytes: PublishBytes | undefined): (source: FillSource) => PublishBytes | undefined {
  return typeof bytes === 'string' ? filler(bytes) : () => bytes;
}

import type { RecordInput } from '@/broker/protocol/records/encode-batch';
import type { JobEvents } from '@/lib/contracts/job';
import type { TransferOptions, TransferProgress, TransferResult, TransferSource } from '@/lib/contracts/transfer';
import { RecordDecoder } from '../../decode/record-decoder';
import type { TopicMetadata } from '../../kafka/cluster-metadata';
import { isOfRecord, writeRecords, type PlacedRecord } from '../../kafka/write-records';
import { pause } from '../../pause';
import { Pace } from '../../records/pace';
import { faultsOf } from '../../records/record-filter';
import { parseRecordPosition } from '../../records/record-position';
import type { ReadRecord } from '../../records/record-row';
import { scanRecords } from '../../records/scan';
import { TransferTally, type Stay } from '../../records/transfer-tally';
import type { ServiceContext } from '../../service-context';
import { runJob } from '../../streams/run-job';
import type { SseConnection } from '../../streams/sse-connection';
import { filterOf } from './filter-of';
import { chosenPartitions } from './read-page';
import { refusalOf, type Refusal } from './refusal-of';

/** A record on its way. */
export interface Outgoing extends PlacedRecord {
  readonly topic: TopicMetadata;
}

interface Transfer {
  readonly cluster: string;
  readonly topic: TopicMetadata;
  readonly source: TransferSource;
  readonly options: TransferOptions;
  readonly dryRun: boolean;
  /** The only topic that records go to, if there is but one: without it nothing is left to do. */
  readonly target: TopicMetadata | null;
  readonly route: (read: ReadRecord, timestampMs: number) => Outgoing | Stay;
}

/** What one write holds at most: nothing is read while it is under way. */
const writeRecordsMax = 500;
const writeBytesMax = 4 * 1_048_576;

/**
 * Reads what is chosen of a topic, up to the ends of now, and writes it to where each record goes, in order, compressed as it
 * was. A topic that fails for a reason of its own gets nothing more; a record that is refused is counted, and the next one tried.
 */
export async function transferRecords(
  ctx: ServiceContext,
  { cluster, topic, source, options, dryRun, target, route }: Transfer,
): Promise<SseConnection<JobEvents<TransferProgress, TransferResult>>> {
  const { client, producer, sampler, schemas } = ctx.runtime.cluster(cluster);
  const from = parseRecordPosition(source.from ?? 'oldest', 'from');
  const scanning = {
    topic,
    from: from.kind === 'newest' || from.kind === 'live' ? ({ kind: 'oldest' } as const) : from,
    ...(source.to === undefined ? {} : { to: parseRecordPosition(source.to, 'to') }),
    partitions: chosenPartitions(topic, source.p),
    isolation: source.isolation ?? 'read_uncommitted',
    filter: await filterOf(ctx, source, new RecordDecoder(topic.name, source, schemas)),
    signal: ctx.signal,
  };
  const tally = new TransferTally();
  const refusals = new Map<string, Refusal>();
  const lost = new Map<string, unknown>();
  const written = new Set<TopicMetadata>();

  const send = async (reads: readonly ReadRecord[], signal: AbortSignal): Promise<void> => {
    const now = Date.now();
    const compression = reads[0]?.batch.codec ?? 'none';
    const batches = new Map<TopicMetadata, PlacedRecord[]>();
    for (const read of reads) {
      const going = route(read, options.timestamps === 'new' ? now : Number(read.record.timestamp));
      if ('stays' in going) {
        tally.stayed(going);
        continue;
      }
      const { name } = going.topic;
      let refusal = refusals.get(name);
      if (refusal === undefined) {
        refusal = await refusalOf(client, name);
        refusals.set(name, refusal);
      }
      const refused = lost.get(name) ?? refusal(going.record, compression);
      if (refused !== undefined) {
        tally.refused(name, refused);
        continue;
      }
      tally.chose(read.partition, name, going);
      const batch = batches.get(going.topic);
      if (batch === undefined) batches.set(going.topic, [going]);
      else batch.push(going);
    }
    if (dryRun) return;
    const writes = [...batches].map(async ([to, placed]) => {
      const outcomes = await writeRecords({ client, producer, topic: to }, placed, { compression, acks: 'all', signal });
      tally.wrote(to.name, placed, outcomes);
      written.add(to);
      for (const outcome of outcomes) if ('error' in outcome && !isOfRecord(outcome.error)) lost.set(to.name, outcome.error);
    });
    await Promise.all(writes);
  };

  const work = async (signal: AbortSignal): Promise<TransferResult> => {
    const pace = new Pace(dryRun ? null : options.perSecond, performance.now());
    const isOver = (): boolean => signal.aborted || (target !== null && lost.has(target.name));
    for await (const { records, progress } of scanRecords(client, scanning)) {
      tally.saw(progress);
      for (let at = 0; at < records.length && !isOver();) {
        const due = pace.due(performance.now());
        if (due === 0) {
          await pause(pace.waitMs(performance.now()), signal);
          continue;
        }
        const reads = nextOf(records, at, Math.min(writeRecordsMax, due));
        await send(reads, signal);
        at += reads.length;
        pace.took(reads.length);
      }
      if (isOver()) break;
    }
    tally.end();
    for (const reached of written) sampler.expire(reached);
    const faults = faultsOf(scanning.filter);
    return { ...tally.result(), dryRun, cutShort: lost.size > 0, ...(faults === undefined ? {} : { faults }) };
  };
  return runJob(ctx, { work, progress: () => tally.progress() });
}

/** From a place on, as many as one write may hold. */
function nextOf(records: readonly ReadRecord[], at: number, countMax: number): readonly ReadRecord[] {
  let bytes = 0;
  let end = at;
  while (end < records.length && end - at < countMax) {
    bytes += records[end]?.record.sizeBytes ?? 0;
    if (end > at && bytes > writeBytesMax) break;
    end += 1;
  }
  return records.slice(at, end);
}

/** As it was read, to the byte. */
export function sameRecord({ record: { key, value, headers } }: ReadRecord, timestampMs: number): RecordInput {
  return { key, value, headers, timestampMs };
}

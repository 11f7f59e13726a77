import type { RecordInput } from '@/broker/protocol/records/encode-batch';
import type { JobEvents } from '@/lib/contracts/job';
import type { TransferCursor, TransferOptions, TransferProgress, TransferResult, TransferSource } from '@/lib/contracts/transfer';
import type { ClusterHandle } from '../../console-runtime';
import { RecordDecoder } from '../../decode/record-decoder';
import { errorOfCluster } from '../../error-of-cluster';
import type { TopicMetadata } from '../../kafka/cluster-metadata';
import { recreated } from '../../kafka/partition-reader';
import { pause } from '../../pause';
import { Pace } from '../../records/pace';
import { faultsOf } from '../../records/record-filter';
import { parseRecordPosition } from '../../records/record-position';
import type { ReadRecord } from '../../records/record-row';
import { scanRecords, type ScanChunk, type ScanOptions } from '../../records/scan';
import { isDoneBy, lostSince, TransferPosition } from '../../records/transfer-position';
import { TransferTally } from '../../records/transfer-tally';
import type { ServiceContext } from '../../service-context';
import { runJob } from '../../streams/run-job';
import type { SseConnection } from '../../streams/sse-connection';
import { filterOf } from './filter-of';
import { chosenPartitions } from './read-page';
import { TransferWriter, type Route } from './transfer-writer';

interface Transfer {
  readonly from: ClusterHandle;
  /** May be the same. */
  readonly to: ClusterHandle;
  readonly topic: TopicMetadata;
  readonly source: TransferSource;
  readonly options: TransferOptions;
  readonly dryRun: boolean;
  /** The only topic that records go to, if there is but one: without it nothing is left to do. */
  readonly target: TopicMetadata | null;
  readonly route: Route;
}

/** What is read and then written at once, at most: nothing is read while it is under way, so that few would wait for many answers. */
const writeRecordsMax = 4_000;
const writeBytesMax = 4 * 1_048_576;

/**
 * Reads what is chosen of a topic, up to the ends of now, and writes it to where each record goes, in order, compressed as it
 * was. A topic that fails for a reason of its own gets nothing more; a record that is refused is counted, and the next one tried.
 */
export async function transferRecords(
  ctx: ServiceContext,
  transfer: Transfer,
): Promise<SseConnection<JobEvents<TransferProgress, TransferResult>>> {
  const { from, to, options, dryRun, target, route } = transfer;
  const scanning = await scanOf(ctx, transfer);
  const { cursor } = transfer.source;
  const tally = new TransferTally();
  const position = new TransferPosition({ topicId: transfer.topic.id, targetId: target?.id ?? null });
  const isDone = isDoneBy(cursor ?? { done: [] });
  const writer = new TransferWriter({
    to,
    isNamed: from !== to,
    tally,
    leavesLost: target === null,
    route,
    timestamps: options.timestamps,
    dryRun,
  });

  // Of several topics one that was lost for now has left records behind, anywhere: none can go on from there.
  const cursorNow = (): TransferCursor | null => (dryRun || (target === null && writer.mayComeBack) ? null : position.cursor());

  const work = async (signal: AbortSignal): Promise<TransferResult> => {
    const pace = new Pace(dryRun ? null : options.perSecond, performance.now());
    const isOver = (): boolean => signal.aborted || (target !== null && writer.hasLost(target.name));
    for await (const { records: read, progress } of chunksOf(transfer, scanning)) {
      const records = read.filter((each) => !isDone(each));
      tally.saw({ ...progress, gap: progress.gap ?? lostSince(wantedBy(cursor), progress.partitions) });
      tally.passed(read.length - records.length);
      position.took(records, progress.partitions);
      for (let at = 0; at < records.length && !isOver();) {
        const due = pace.due(performance.now());
        if (due === 0) {
          await pause(pace.waitMs(performance.now()), signal);
          continue;
        }
        const reads = nextOf(records, at, Math.min(writeRecordsMax, due));
        const first = at;
        await writer.send(reads, signal, (index) => position.decided(first + index));
        at += reads.length;
        pace.took(reads.length);
      }
      if (isOver()) break;
    }
    tally.end();
    for (const reached of writer.written) to.sampler.expire(reached);
    const faults = faultsOf(scanning.filter);
    const facts = { dryRun, cutShort: writer.hasLostAny, lost: writer.lost, cursor: cursorNow() };
    return { ...tally.result(), ...facts, ...(faults === undefined ? {} : { faults }) };
  };
  return runJob(ctx, { work, progress: () => ({ ...tally.progress(), lost: writer.lost, cursor: cursorNow() }) });
}

async function scanOf(ctx: ServiceContext, { from, topic, target, source }: Transfer): Promise<ScanOptions> {
  const { cursor } = source;
  if (cursor !== undefined && cursor.topicId !== topic.id) throw recreated(topic.name);
  if (cursor !== undefined && target !== null && cursor.targetId !== target.id) throw recreated(target.name);
  const begin = parseRecordPosition(cursor?.from ?? source.from ?? 'oldest', 'from');
  const to = cursor?.to ?? source.to;
  return {
    topic,
    from: begin.kind === 'newest' || begin.kind === 'live' ? { kind: 'oldest' } : begin,
    ...(to === undefined ? {} : { to: parseRecordPosition(to, 'to') }),
    partitions: chosenPartitions(topic, source.p),
    isolation: source.isolation ?? 'read_uncommitted',
    filter: await filterOf(ctx, source, new RecordDecoder(topic.name, source, from.schemas)),
    recordsPerChunk: writeRecordsMax,
    signal: ctx.signal,
  };
}

/** Where each partition was to be read on. */
function wantedBy(cursor: TransferCursor | undefined): ReadonlyMap<number, number> {
  const wanted = cursor === undefined ? undefined : parseRecordPosition(cursor.from, 'cursor');
  return wanted?.kind === 'offsets' ? wanted.offsets : new Map();
}

/** What is read; where two clusters take part, what goes wrong says in which. */
async function* chunksOf({ from, to }: Transfer, scanning: ScanOptions): AsyncGenerator<ScanChunk, void, undefined> {
  try {
    yield* scanRecords(from.client, scanning);
  } catch (error) {
    throw from === to ? error : errorOfCluster(error, from.config);
  }
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

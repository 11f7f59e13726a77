import type { Clock } from '../platform/clock';
import type { Timers } from '../platform/timers';
import { KafkaError } from '../protocol/kafka-error';
import { DelayedFetch, readableBytesOf } from './delayed-fetch';
import { isolationOf, lookAt, type FetchLook, type FetchSight, type FetchSource } from './fetch-look';
import { failedFetch, type FetchedPartition, type FetchLimits, type FetchPartition } from './fetch-partition';
import { FollowerNews } from './follower-news';
import type { Purgatory } from './purgatory';
import { toKafkaError } from './to-kafka-error';

interface FetchTools {
  readonly source: FetchSource;
  readonly purgatory: Purgatory;
  readonly clock: Clock;
  readonly timers: Timers;
}

const noRecords = Buffer.alloc(0);

/**
 * Reads the partitions once; when that is too little and the reader is willing to wait, waits until enough became
 * readable and reads again. Bytes that arrive during the first read count, because the counters were read before it.
 */
export async function fetchRecords(
  tools: FetchTools,
  requests: readonly FetchPartition[],
  limits: FetchLimits,
): Promise<FetchedPartition[]> {
  const { source, purgatory, clock, timers } = tools;
  const { access, minBytes, maxWaitMs, reader } = limits;
  const isolation = isolationOf(access);
  const startedMs = clock.monotonicMs();
  const looks = requests.map((request) => lookAt(source, request, access, true));
  const sights = looks.filter((look): look is FetchSight => look.error === undefined);
  const readableBytes = readableBytesOf(sights, isolation);
  const fetched = await readAll(source, looks, limits);
  const bytes = fetched.reduce((sum, { records }) => sum + records.length, 0);
  const isEnough = bytes >= minBytes || maxWaitMs <= 0 || requests.length === 0 || fetched.some(isFinal);
  if (isEnough || limits.isOvertaken()) return fetched;

  const key = readerKey(reader);
  const news = access.by === 'consumer' ? undefined : new FollowerNews({ sights, timers, onDue: () => purgatory.check(key) });
  const delayed = new DelayedFetch({ sights, isolation, readableBytesWanted: readableBytes + minBytes - bytes, news });
  const keys = [key, ...sights.map(({ partition }) => partition.name)];
  purgatory.watch(delayed, keys, maxWaitMs - (clock.monotonicMs() - startedMs));
  await delayed.completed;
  return readAll(
    source,
    requests.map((request) => lookAt(source, request, access, false)),
    limits,
  );
}

/** No partition's name has a blank in it. */
export function readerKey(reader: string): string {
  return `reader ${reader}`;
}

/** Something the reader has to act on at once. */
function isFinal({ error, divergingEpoch, preferredReadReplica }: FetchedPartition): boolean {
  return error !== undefined || divergingEpoch !== undefined || preferredReadReplica >= 0;
}

/** The first partition with data gives at least one batch, however small the limits (KIP-74). */
async function readAll(source: FetchSource, looks: readonly FetchLook[], limits: FetchLimits): Promise<FetchedPartition[]> {
  const { access } = limits;
  const fetched: FetchedPartition[] = [];
  let bytesLeft = limits.maxBytes;
  let minOneBatch = true;
  for (const look of looks) {
    if (look.error !== undefined) {
      fetched.push(failedFetch(look.error));
      continue;
    }
    const maxBytes = Math.max(0, Math.min(bytesLeft, look.request.maxBytes));
    const maxOffsetExclusive = readableEnd(look, limits, maxBytes, minOneBatch);
    if (maxOffsetExclusive === undefined) {
      fetched.push(found(look, noRecords));
      continue;
    }
    const result = await readLog(look, { maxBytes, maxOffsetExclusive, minOneBatch });
    if (result.records.length > 0) minOneBatch = false;
    bytesLeft -= result.records.length;
    if (access.by === 'follower') source.noteSent(look.partition, access.replicaId, result.records.length);
    fetched.push(result);
  }
  return fetched;
}

/** Where reading stops; undefined when there is nothing to read and the log need not be troubled. */
function readableEnd(sight: FetchSight, { access }: FetchLimits, maxBytes: number, minOneBatch: boolean): number | undefined {
  if (sight.divergingEpoch !== undefined || sight.preferredReadReplica >= 0 || sight.isThrottled) return undefined;
  const end = sight.partition.endOffsetFor(isolationOf(access));
  return sight.request.fetchOffset >= end || (maxBytes === 0 && !minOneBatch) ? undefined : end;
}

async function readLog(
  sight: FetchSight,
  range: { maxBytes: number; maxOffsetExclusive: number; minOneBatch: boolean },
): Promise<FetchedPartition> {
  const { partition, request, leaderEpoch, wasLeader } = sight;
  try {
    const { records } = await partition.log.read({ startOffset: request.fetchOffset, ...range });
    if (wasLeader && (!partition.isLeader || partition.leaderEpoch !== leaderEpoch))
      throw new KafkaError('NOT_LEADER_OR_FOLLOWER', `The leader of ${partition.name} changed during the fetch.`);
    return found(sight, records);
  } catch (error) {
    return failedFetch(toKafkaError(error));
  }
}

function found({ partition, divergingEpoch, preferredReadReplica }: FetchSight, records: Buffer): FetchedPartition {
  const { highWatermark, lastStableOffset, logStartOffset } = partition.log;
  return { error: undefined, records, highWatermark, lastStableOffset, logStartOffset, divergingEpoch, preferredReadReplica };
}

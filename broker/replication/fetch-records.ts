import type { Clock } from '../platform/clock';
import type { Timers } from '../platform/timers';
import { KafkaError } from '../protocol/kafka-error';
import { DelayedFetch } from './delayed-fetch';
import { isolationOf, lookAt, type FetchLook, type FetchSight, type FetchSource } from './fetch-look';
import { failedFetch, type FetchedPartition, type FetchLimits } from './fetch-partition';
import type { FetchTarget } from './fetch-target';
import { FollowerNews } from './follower-news';
import type { Purgatory } from './purgatory';
import { toKafkaError } from './to-kafka-error';

interface FetchTools {
  readonly source: FetchSource;
  readonly purgatory: Purgatory;
  readonly clock: Clock;
  readonly timers: Timers;
}

/** Undefined for a target that is as the reader saw it before. */
type Fetched = FetchedPartition | undefined;

/** The key of all waiting followers: they have too many partitions to wait for each by name. */
export const followersKey = 'followers';

const noRecords = Buffer.alloc(0);

/**
 * Reads the targets once; when that is too little and the reader is willing to wait, waits until enough became readable
 * and reads again what changed. Bytes that arrive during the first read count: the targets were noted before it.
 */
export async function fetchRecords(tools: FetchTools, targets: readonly FetchTarget[], limits: FetchLimits): Promise<Fetched[]> {
  const { source, purgatory, clock, timers } = tools;
  const { access, minBytes, maxWaitMs, reader } = limits;
  const startedMs = clock.monotonicMs();
  const fetched = await readAll(source, lookAtAll(source, targets, limits, true), limits);
  const bytes = fetched.reduce((sum, found) => sum + (found?.records.length ?? 0), 0);
  const isEnough = bytes >= minBytes || maxWaitMs <= 0 || targets.length === 0 || fetched.some(isFinal);
  if (isEnough || limits.isOvertaken()) return fetched;

  const key = readerKey(reader);
  const isFollower = access.by === 'follower';
  const news = isFollower ? new FollowerNews({ timers, onDue: () => purgatory.check(key) }) : undefined;
  const delayed = new DelayedFetch({ targets, isolation: isolationOf(access), bytesWanted: minBytes - bytes, news });
  const keys = isFollower ? [followersKey] : targets.flatMap(({ partitionName }) => partitionName ?? []);
  purgatory.watch(delayed, [key, ...keys], maxWaitMs - (clock.monotonicMs() - startedMs));
  await delayed.completed;
  const again = await readAll(source, lookAtAll(source, targets, limits, false), limits);
  return again.map((found, index) => found ?? fetched[index]);
}

/** No partition's name has a blank in it. */
export function readerKey(reader: string): string {
  return `reader ${reader}`;
}

/** Something the reader has to act on at once. */
function isFinal(found: Fetched): boolean {
  return (
    found !== undefined && (found.error !== undefined || found.divergingEpoch !== undefined || found.preferredReadReplica >= 0)
  );
}

function lookAtAll(
  source: FetchSource,
  targets: readonly FetchTarget[],
  { access }: FetchLimits,
  notesProgress: boolean,
): (FetchLook | undefined)[] {
  return targets.map((target) => (target.isAtRest ? undefined : lookAt(source, target, access, notesProgress)));
}

/** The first partition with data gives at least one batch, however small the limits (KIP-74). */
async function readAll(source: FetchSource, looks: readonly (FetchLook | undefined)[], limits: FetchLimits): Promise<Fetched[]> {
  const { access } = limits;
  const fetched: Fetched[] = [];
  let bytesLeft = limits.maxBytes;
  let minOneBatch = true;
  for (const look of looks) {
    if (look === undefined || look.error !== undefined) {
      fetched.push(look && failedFetch(look.error));
      continue;
    }
    const maxBytes = Math.max(0, Math.min(bytesLeft, look.target.request.maxBytes));
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

/** Where reading stops; undefined when there is nothing to read now and the log need not be troubled. */
function readableEnd(sight: FetchSight, { access }: FetchLimits, maxBytes: number, minOneBatch: boolean): number | undefined {
  const { target, partition } = sight;
  if (sight.divergingEpoch !== undefined || sight.preferredReadReplica >= 0 || sight.isThrottled) return undefined;
  const isolation = isolationOf(access);
  const end = partition.endOffsetFor(isolation);
  if (target.request.fetchOffset >= end) {
    target.note(partition, isolation, access.by === 'consumer' || !target.hasNews);
    return undefined;
  }
  return maxBytes === 0 && !minOneBatch ? undefined : end;
}

async function readLog(
  sight: FetchSight,
  range: { maxBytes: number; maxOffsetExclusive: number; minOneBatch: boolean },
): Promise<FetchedPartition> {
  const { partition, target } = sight;
  try {
    const { records } = await partition.log.read({ startOffset: target.request.fetchOffset, ...range });
    if (target.hasAnotherLeader)
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

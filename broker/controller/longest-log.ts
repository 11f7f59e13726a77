import type { PartitionImage } from '../metadata/metadata-image';
import type { Uuid } from '../protocol/primitives/uuid';

export interface TopicIdPartition {
  readonly topicId: Uuid;
  readonly partition: number;
}

export interface ReplicaLogInfo extends TopicIdPartition {
  /** Leader epoch of the last batch in the log; -1 for an empty one. */
  readonly lastEpoch: number;
  readonly logEndOffset: number;
}

/** With nobody left that is known to have everything, but some who had it before they restarted uncleanly. */
export function needsRecovery({ leader, isr, eligibleLeaderReplicas, lastKnownElr }: PartitionImage): boolean {
  return leader === -1 && isr.length === 0 && eligibleLeaderReplicas.length === 0 && lastKnownElr.length > 0;
}

/**
 * The replica that leads a partition which needs recovery: of those that answered, the one with the highest (leader epoch
 * of the last batch, log end offset). Undefined as long as an answer is to be waited for: that of each last known eligible
 * replica, and of each other one in `asked`. When time is up, one of the former is enough.
 */
export function longestLog(
  { replicas, lastKnownElr }: PartitionImage,
  answers: ReadonlyMap<number, ReplicaLogInfo>,
  asked: readonly number[],
  isTimeUp: boolean,
): number | undefined {
  const isComplete = asked.length === 0 && lastKnownElr.every((id) => answers.has(id));
  if (!isComplete && !(isTimeUp && lastKnownElr.some((id) => answers.has(id)))) return undefined;
  let longest: { id: number; lastEpoch: number; logEndOffset: number } | undefined;
  for (const id of replicas) {
    const answer = answers.get(id);
    if (answer === undefined) continue;
    const { lastEpoch, logEndOffset } = answer;
    const isLonger =
      longest === undefined ||
      lastEpoch > longest.lastEpoch ||
      (lastEpoch === longest.lastEpoch && logEndOffset > longest.logEndOffset);
    if (isLonger) longest = { id, lastEpoch, logEndOffset };
  }
  return longest?.id;
}

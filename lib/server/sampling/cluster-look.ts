import type { Quorum } from '@/lib/contracts/broker';
import type { ClusterMetadata, TopicMetadata } from '../kafka/cluster-metadata';
import type { Moving } from './replica-facts';

/** Who is in a group; the key changes with the members and with what they read. */
export interface GroupLook {
  readonly members: number;
  readonly key: string;
}

/** The cluster as one look at it saw it. What was not asked this time is what the last look saw. */
export interface ClusterLook {
  readonly atMs: number;
  readonly metadata: ClusterMetadata;
  /** Null: the quorum was not to be asked. */
  readonly quorum: Quorum | null;
  /** By `topic-partition`. */
  readonly moving: ReadonlyMap<string, Moving>;
  /** Undefined: not looked at. */
  readonly groups: ReadonlyMap<string, GroupLook> | undefined;
  /** What is set on topics themselves, by topic and name. Undefined: not looked at. */
  readonly configs: ReadonlyMap<string, ReadonlyMap<string, string>> | undefined;
}

export function movingKey(topic: string, partition: number): string {
  return `${topic}-${partition}`;
}

/** Whether brokers, leaders or replicas differ. */
export function differs(before: ClusterMetadata, now: ClusterMetadata): boolean {
  if (before.brokers.size !== now.brokers.size || before.topics.size !== now.topics.size) return true;
  for (const [id, { host, port }] of now.brokers) {
    const known = before.brokers.get(id);
    if (known?.host !== host || known.port !== port) return true;
  }
  for (const topic of now.topics.values()) {
    const known = before.topics.get(topic.name);
    if (known === undefined || topicDiffers(known, topic)) return true;
  }
  return false;
}

function topicDiffers(before: TopicMetadata, now: TopicMetadata): boolean {
  if (before.id !== now.id || before.partitions.length !== now.partitions.length) return true;
  return now.partitions.some((partition, index) => {
    const known = before.partitions[index];
    return (
      known?.leader !== partition.leader ||
      known.leaderEpoch !== partition.leaderEpoch ||
      !sameBrokers(known.isr, partition.isr) ||
      !sameBrokers(known.replicas, partition.replicas) ||
      !sameBrokers(known.offlineReplicas, partition.offlineReplicas)
    );
  });
}

/** In the same order, too: the first replica is the preferred one. */
export function sameBrokers(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((broker, index) => broker === right[index]);
}

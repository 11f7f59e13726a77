import type { Clock } from '../platform/clock';
import type { TopicPartition } from '../protocol/topic-partition';
import type { Following } from './following';
import type { Partition } from './partition';
import type { FetcherThrottle } from './replica-fetcher';
import type { ReplicationConfig, ThrottledSide } from './replication-config';
import { ReplicationQuota } from './replication-quota';

interface ReplicationThrottleOptions {
  readonly clock: Clock;
  readonly config: () => ReplicationConfig;
  /** Whether the topic's config lists this broker's replica. */
  readonly isListed: (side: ThrottledSide, topicPartition: TopicPartition) => boolean;
}

/** Slows listed replicas down while they catch up (KIP-73); a replica in sync is never held back. */
export class ReplicationThrottle implements FetcherThrottle {
  readonly #config: () => ReplicationConfig;
  readonly #isListed: ReplicationThrottleOptions['isListed'];
  readonly #sent: ReplicationQuota;
  readonly #received: ReplicationQuota;

  constructor({ clock, config, isListed }: ReplicationThrottleOptions) {
    this.#config = config;
    this.#isListed = isListed;
    this.#sent = new ReplicationQuota(clock, () => config().leaderThrottledBytesPerSecond);
    this.#received = new ReplicationQuota(clock, () => config().followerThrottledBytesPerSecond);
  }

  /** Whether this follower of a partition led here gets no records for now. */
  holdsBack(partition: Partition, replicaId: number): boolean {
    return this.#countsAsSent(partition, replicaId) && this.#sent.waitMs > 0;
  }

  noteSent(partition: Partition, replicaId: number, sizeBytes: number): void {
    if (sizeBytes > 0 && this.#countsAsSent(partition, replicaId)) this.#sent.record(sizeBytes);
  }

  #countsAsSent({ isr, topicPartition }: Partition, replicaId: number): boolean {
    return !isr.includes(replicaId) && this.#isListed('leader', topicPartition);
  }

  get isLimited(): boolean {
    return this.#config().followerThrottledBytesPerSecond !== Number.MAX_SAFE_INTEGER;
  }

  waitMs(following: Following): number {
    return this.#countsAsReceived(following) ? this.#received.waitMs : 0;
  }

  noteReceived(following: Following, sizeBytes: number): void {
    if (this.#countsAsReceived(following)) this.#received.record(sizeBytes);
  }

  #countsAsReceived({ isInSync, log }: Following): boolean {
    return !isInSync && this.#isListed('follower', log.topicPartition);
  }
}

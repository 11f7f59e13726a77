import type { ClusterMetadata } from '../../kafka/cluster-metadata';
import {
  isPreferredNotLeading,
  isUnderMinIsr,
  isUnderReplicated,
  laggingReplicas,
  type Moving,
} from '../../sampling/replica-facts';

export interface BrokerCounts {
  leaderCount: number;
  replicaCount: number;
  outOfSyncCount: number;
  laggingCount: number;
  underReplicatedCount: number;
  underMinIsrCount: number;
  leaderlessCount: number;
  preferredNotLeadingCount: number;
}

export interface PartitionCounts {
  readonly partitions: number;
  readonly leaderless: number;
  readonly underReplicated: number;
  readonly underMinIsr: number;
  readonly lagging: number;
  readonly preferredNotLeading: number;
  readonly byBroker: ReadonlyMap<number, Readonly<BrokerCounts>>;
}

export interface PartitionFacts {
  /** min.insync.replicas of a topic; undefined where it is not known. */
  minIsrOf: (topic: string) => number | undefined;
  movingOf: (topic: string, partition: number) => Moving;
}

export function noCounts(): BrokerCounts {
  return {
    leaderCount: 0,
    replicaCount: 0,
    outOfSyncCount: 0,
    laggingCount: 0,
    underReplicatedCount: 0,
    underMinIsrCount: 0,
    leaderlessCount: 0,
    preferredNotLeadingCount: 0,
  };
}

/** What the metadata says of all partitions, and of each broker that holds some. */
export function countPartitions(metadata: ClusterMetadata | undefined, facts: PartitionFacts): PartitionCounts {
  const byBroker = new Map<number, BrokerCounts>();
  const of = (broker: number): BrokerCounts => {
    const known = byBroker.get(broker);
    if (known !== undefined) return known;
    const counts = noCounts();
    byBroker.set(broker, counts);
    return counts;
  };
  const isAlive = (broker: number): boolean => metadata?.brokers.has(broker) ?? false;
  const totals = { partitions: 0, leaderless: 0, underReplicated: 0, underMinIsr: 0, lagging: 0, preferredNotLeading: 0 };
  for (const topic of metadata?.topics.values() ?? []) {
    const minIsr = facts.minIsrOf(topic.name);
    for (const partition of topic.partitions) {
      const { leader, replicas, isr } = partition;
      const isLed = leader >= 0;
      const lagging = laggingReplicas(partition, isAlive);
      totals.partitions += 1;
      totals.lagging += lagging.length;
      if (isLed) of(leader).leaderCount += 1;
      else totals.leaderless += 1;
      for (const broker of replicas) {
        of(broker).replicaCount += 1;
        if (!isr.includes(broker)) of(broker).outOfSyncCount += 1;
        if (!isLed) of(broker).leaderlessCount += 1;
      }
      for (const broker of lagging) of(broker).laggingCount += 1;
      if (isUnderReplicated(partition, facts.movingOf(topic.name, partition.partition))) {
        totals.underReplicated += 1;
        if (isLed) of(leader).underReplicatedCount += 1;
      }
      // Without a leader there is nobody to refuse anything.
      if (isLed && minIsr !== undefined && isUnderMinIsr(partition, minIsr)) {
        totals.underMinIsr += 1;
        of(leader).underMinIsrCount += 1;
      }
      const [preferred] = replicas;
      if (preferred !== undefined && isPreferredNotLeading(partition, isAlive)) {
        totals.preferredNotLeading += 1;
        of(preferred).preferredNotLeadingCount += 1;
      }
    }
  }
  return { ...totals, byBroker };
}

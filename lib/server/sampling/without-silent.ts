import type { ClusterMetadata, PartitionMetadata, TopicMetadata } from '../kafka/cluster-metadata';
import type { SupervisedBroker, SupervisorState } from '../supervisor-state';

const silentStates: ReadonlySet<SupervisedBroker['state']> = new Set(['frozen', 'stopped', 'killed', 'restarting']);

/** Brokers whose process is gone or frozen. */
export function silentBrokers(supervisor: SupervisorState | null): ReadonlySet<number> {
  return new Set((supervisor?.brokers ?? []).filter(({ state }) => silentStates.has(state)).map(({ id }) => id));
}

/**
 * The metadata as it is without them. The controller takes a moment to notice, and without a majority of the quorum nobody
 * does. What they led nobody leads, and their copies are in sync with nothing.
 */
export function withoutSilent(metadata: ClusterMetadata, silent: ReadonlySet<number>): ClusterMetadata {
  if (![...silent].some((id) => metadata.brokers.has(id))) return metadata;
  const brokers = new Map([...metadata.brokers].filter(([id]) => !silent.has(id)));
  const topics = new Map([...metadata.topics].map(([name, topic]) => [name, topicWithoutSilent(topic, silent)]));
  return { ...metadata, brokers, topics };
}

export function topicWithoutSilent(topic: TopicMetadata, silent: ReadonlySet<number>): TopicMetadata {
  if (silent.size === 0) return topic;
  return { ...topic, partitions: topic.partitions.map((partition) => partitionWithoutSilent(partition, silent)) };
}

function partitionWithoutSilent(partition: PartitionMetadata, silent: ReadonlySet<number>): PartitionMetadata {
  const { leader, isr, offlineReplicas, replicas } = partition;
  const gone = replicas.filter((broker) => silent.has(broker));
  if (gone.length === 0) return partition;
  return {
    ...partition,
    leader: silent.has(leader) ? -1 : leader,
    isr: isr.filter((broker) => !silent.has(broker)),
    offlineReplicas: [...new Set([...offlineReplicas, ...gone])],
  };
}

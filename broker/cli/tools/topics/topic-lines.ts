import type { DescribedConfig } from '../../../client/config-resources';
import type { TopicDescription } from '../../../client/topic-descriptions';
import { hasLeader, replicationFactorOf, type PartitionState } from './partition-report';

export function overrides(configs: readonly DescribedConfig[]): DescribedConfig[] {
  return configs.filter(({ source }) => source !== 'DEFAULT_CONFIG');
}

/** Kafka's line about a topic. */
export function topicLine(
  { name, id, partitions }: TopicDescription,
  configs: readonly DescribedConfig[],
  first: PartitionState | undefined,
): string {
  const settings = overrides(configs).map((config) => `${config.name}=${config.value ?? 'null'}`);
  const facts = [
    `Topic: ${name}`,
    `TopicId: ${id}`,
    `PartitionCount: ${partitions.length}`,
    `ReplicationFactor: ${first === undefined ? 0 : replicationFactorOf(first)}`,
    `Configs: ${settings.join(',')}`,
  ];
  return facts.join('\t');
}

/** Kafka's line about a partition, below its topic's. */
export function partitionLine(topic: string, state: PartitionState): string {
  const { partition, reassignment } = state;
  const moving =
    reassignment === undefined
      ? []
      : [
          `Adding Replicas: ${reassignment.addingReplicas.join(',')}`,
          `Removing Replicas: ${reassignment.removingReplicas.join(',')}`,
        ];
  const facts = [
    `Topic: ${topic}`,
    `Partition: ${partition.partition}`,
    `Leader: ${hasLeader(state) ? partition.leader : 'none'}`,
    `Replicas: ${partition.replicas.join(',')}`,
    `Isr: ${partition.isr.join(',')}`,
    ...moving,
    `Elr: ${partition.eligibleLeaderReplicas?.join(',') ?? 'N/A'}`,
    `LastKnownElr: ${partition.lastKnownElr?.join(',') ?? 'N/A'}`,
  ];
  return `\t${facts.join('\t')}`;
}

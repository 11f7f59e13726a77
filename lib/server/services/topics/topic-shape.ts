import type { ClusterClient } from '../../kafka/cluster-client';
import type { TopicMetadata } from '../../kafka/cluster-metadata';
import { describeConfigs } from '../../kafka/configs';
import { listReassignments } from '../../kafka/reassignments';
import { isRefusal } from '../../kafka/refusal';

/** All that it takes to make a topic again. */
export interface TopicShape {
  readonly name: string;
  /** The brokers of each partition, the preferred leader first. */
  readonly assignments: readonly (readonly number[])[];
  readonly replicationFactor: number;
  /** What the topic itself sets. */
  readonly configs: Readonly<Record<string, string>>;
  /** Set on it too, but the cluster does not tell the value. */
  readonly configsUnread: readonly string[];
}

export async function topicShapeOf(client: ClusterClient, topic: TopicMetadata): Promise<TopicShape> {
  const [configs, leaving] = await Promise.all([
    describeConfigs(client, 'topic', topic.name),
    leavingReplicas(client, topic.name),
  ]);
  const assignments = topic.partitions.map(({ partition, replicas }) =>
    replicas.filter((broker) => leaving.get(partition)?.includes(broker) !== true),
  );
  // Brokers that do not tell where a value comes from tell that it is not the default.
  const own = configs.filter(({ source }) => source === 'topic' || source === 'unknown');
  const known = own.flatMap(({ name, value }) => (value === null ? [] : [[name, value] as const]));
  return {
    name: topic.name,
    assignments,
    replicationFactor: Math.max(...assignments.map(({ length }) => length)),
    configs: Object.fromEntries(known),
    configsUnread: own.filter(({ value }) => value === null).map(({ name }) => name),
  };
}

/** Of partitions on the move, the replicas that are to go. Clusters that tell of no moves have none that could be asked about. */
async function leavingReplicas(client: ClusterClient, topic: string): Promise<ReadonlyMap<number, readonly number[]>> {
  const moves = await listReassignments(client).catch((error: unknown) => {
    if (isRefusal(error)) return [];
    throw error;
  });
  const ofTopic = moves.filter((move) => move.topic === topic);
  return new Map(ofTopic.map(({ partition, removingReplicas }) => [partition, removingReplicas]));
}

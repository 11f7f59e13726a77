import { describeCluster } from '../../../client/cluster-description';
import { alterConfigs, type ConfigChange } from '../../../client/config-resources';
import type { KafkaClient } from '../../../client/kafka-client';
import type { PartitionReassignment } from '../../../client/partition-reassignments';
import { partitionsByTopic } from '../../../client/partitions-by-topic';
import { topicPartitionName, type TopicPartition } from '../../../protocol/topic-partition';
import type { PartitionPlacement } from './reassignment-file';

const brokerRates = ['leader.replication.throttled.rate', 'follower.replication.throttled.rate'] as const;
const leaderReplicas = 'leader.replication.throttled.replicas';
const followerReplicas = 'follower.replication.throttled.replicas';

/** A partition on its way: the brokers it is read from, and those it goes to. */
export interface PartitionMove extends TopicPartition {
  readonly sources: readonly number[];
  readonly destinations: readonly number[];
}

/** All that moves once `proposed` has been started beside what is moving already. */
export function movesOf(
  moving: readonly PartitionReassignment[],
  proposed: readonly PartitionPlacement[],
  current: readonly PartitionPlacement[],
): PartitionMove[] {
  const moves = new Map<string, PartitionMove>();
  for (const { topic, partition, replicas, addingReplicas } of moving) {
    const sources = replicas.filter((id) => !addingReplicas.includes(id));
    moves.set(topicPartitionName({ topic, partition }), { topic, partition, sources, destinations: addingReplicas });
  }
  const replicasOf = new Map(current.map((placement) => [topicPartitionName(placement), placement.replicas]));
  for (const { topic, partition, replicas } of proposed) {
    const name = topicPartitionName({ topic, partition });
    const sources = moves.get(name)?.sources ?? replicasOf.get(name) ?? [];
    const destinations = replicas.filter((id) => !sources.includes(id));
    moves.set(name, { topic, partition, sources, destinations });
  }
  return [...moves.values()];
}

/** `partition:broker` pairs for each topic; Kafka sorts them as texts. */
function pairsByTopic(moves: readonly PartitionMove[], side: 'sources' | 'destinations'): Map<string, string> {
  return new Map(
    partitionsByTopic(moves).map(([topic, parts]) => [
      topic,
      parts
        .flatMap((move) => move[side].map((id) => `${move.partition}:${id}`))
        .sort()
        .join(','),
    ]),
  );
}

/** What a throttle sets for each topic. */
export function topicThrottles(moves: readonly PartitionMove[]): ReadonlyMap<string, ConfigChange[]> {
  const destinations = pairsByTopic(moves, 'destinations');
  return new Map(
    [...pairsByTopic(moves, 'sources')].map(([topic, sources]) => [
      topic,
      [
        [leaderReplicas, sources],
        [followerReplicas, destinations.get(topic) ?? ''],
      ],
    ]),
  );
}

export async function setThrottles(client: KafkaClient, moves: readonly PartitionMove[], bytesPerSecond: number): Promise<void> {
  for (const [name, changes] of topicThrottles(moves)) await alterConfigs(client, { type: 'topic', name }, changes);
  const brokerIds = new Set(moves.flatMap(({ sources, destinations }) => [...sources, ...destinations]));
  const changes = brokerRates.map((rate): ConfigChange => [rate, String(bytesPerSecond)]);
  for (const id of [...brokerIds].sort((a, b) => a - b))
    await alterConfigs(client, { type: 'broker', name: String(id) }, changes);
}

/** Brokers that live, and those of the placements that are registered although they do not. */
async function throttledBrokers(client: KafkaClient, placements: readonly PartitionPlacement[]): Promise<number[]> {
  const named = new Set(placements.flatMap(({ replicas }) => replicas));
  const { brokers } = await describeCluster(client, { includeFenced: true });
  return brokers.filter(({ id, isFenced }) => !isFenced || named.has(id)).map(({ id }) => id);
}

/** Takes throttles away, from all brokers: which ones were sources is not known any more. */
export async function clearThrottles(
  client: KafkaClient,
  placements: readonly PartitionPlacement[],
  print: (text: string) => Promise<void>,
): Promise<void> {
  const brokerIds = await throttledBrokers(client, placements);
  const topics = [...new Set(placements.map(({ topic }) => topic))].sort();
  await print(`Clearing broker-level throttles on broker${brokerIds.length === 1 ? '' : 's'} ${brokerIds.join(',')}\n`);
  const noRates = brokerRates.map((rate): ConfigChange => [rate, null]);
  for (const id of brokerIds) await alterConfigs(client, { type: 'broker', name: String(id) }, noRates);
  await print(`Clearing topic-level throttles on topic${topics.length === 1 ? '' : 's'} ${topics.join(',')}\n`);
  const noReplicas: ConfigChange[] = [
    [leaderReplicas, null],
    [followerReplicas, null],
  ];
  for (const name of topics) await alterConfigs(client, { type: 'topic', name }, noReplicas);
}

import type { Exposition, Labels, Sample } from '../../metrics/exposition';
import type { ClusterMeasures } from './cluster-measures';

type Series = (measures: ClusterMeasures) => readonly (readonly [labels: Labels, value: number | null])[];

/** Every metric of a cluster: its name, what it says, and where it comes from. What is not known has no sample. */
const gauges: readonly (readonly [name: string, help: string, series: Series])[] = [
  ['ottla_cluster_up', 'Whether any broker answers.', ({ detail }) => [[{}, detail.reachable ? 1 : 0]]],
  ['ottla_cluster_controller', 'Id of the quorum leader.', ({ detail }) => [[{}, detail.controllerId]]],
  [
    'ottla_cluster_brokers',
    'Brokers, by whether they are in the cluster now.',
    ({ detail: { counts } }) => [
      [{ state: 'alive' }, counts.brokersAlive],
      [{ state: 'dead' }, counts.brokersDead],
    ],
  ],
  ['ottla_cluster_topics', 'Topics that are not internal.', ({ detail }) => [[{}, detail.counts.topics]]],
  ['ottla_cluster_partitions', 'Partitions.', ({ detail }) => [[{}, detail.counts.partitions]]],
  [
    'ottla_cluster_leaderless_partitions',
    'Partitions without a leader.',
    ({ detail }) => [[{}, detail.counts.leaderlessPartitions]],
  ],
  [
    'ottla_cluster_under_replicated_partitions',
    'Partitions with a replica that is not in sync.',
    ({ detail }) => [[{}, detail.counts.underReplicatedPartitions]],
  ],
  [
    'ottla_cluster_under_min_isr_partitions',
    'Partitions with fewer replicas in sync than min.insync.replicas.',
    ({ detail }) => [[{}, detail.counts.underMinIsrPartitions]],
  ],
  ['ottla_cluster_groups', 'Groups.', ({ detail }) => [[{}, detail.counts.groups]]],
  ['ottla_broker_up', 'Whether the broker is in the cluster now.', perBroker(({ alive }) => (alive ? 1 : 0))],
  ['ottla_broker_leader_partitions', 'Partitions that the broker leads.', perBroker(({ leaderCount }) => leaderCount)],
  ['ottla_broker_replicas', 'Replicas that the broker holds.', perBroker(({ replicaCount }) => replicaCount)],
  ['ottla_broker_log_bytes', 'Size of all logs of the broker.', perBroker(({ sizeBytes }) => sizeBytes)],
  ['ottla_broker_disk_free_bytes', 'Free on the disks of the broker.', perBroker(({ diskFreeBytes }) => diskFreeBytes)],
  ['ottla_topic_partitions', 'Partitions of the topic.', perTopic(({ partitions }) => partitions)],
  [
    'ottla_topic_messages',
    'Messages in the topic; at most that many when it is compacted or transactional.',
    perTopic(({ messageCount }) => (messageCount === null ? null : Number(messageCount))),
  ],
  ['ottla_topic_log_bytes', 'Size of one copy of the topic.', perTopic(({ sizeBytes }) => sizeBytes)],
  [
    'ottla_topic_messages_per_second',
    'Messages written a second, from the last two samples.',
    perTopic(({ messagesPerSecond }) => messagesPerSecond),
  ],
  ['ottla_group_members', 'Members of the group.', perGroup(({ memberCount }) => memberCount)],
  [
    'ottla_group_lag',
    'Messages between the committed offsets of the group and the ends of its partitions.',
    perGroup(({ totalLag }) => (totalLag === null ? null : Number(totalLag))),
  ],
];

function perBroker(value: (broker: ClusterMeasures['detail']['brokers'][number]) => number | null): Series {
  return ({ detail }) => detail.brokers.map((broker) => [{ broker: String(broker.id) }, value(broker)]);
}

function perTopic(value: (topic: ClusterMeasures['topics'][number]) => number | null): Series {
  return ({ topics }) => topics.map((topic) => [{ topic: topic.name }, value(topic)]);
}

function perGroup(value: (group: ClusterMeasures['groups'][number]) => number | null): Series {
  return ({ groups }) => groups.map((group) => [{ group: group.groupId }, value(group)]);
}

export function clusterMetrics(exposition: Exposition, clusters: readonly ClusterMeasures[]): void {
  for (const [name, help, series] of gauges) {
    const samples = clusters.flatMap((measures) =>
      series(measures).flatMap(([labels, value]): Sample[] =>
        value === null ? [] : [{ labels: { cluster: measures.detail.id, ...labels }, value }],
      ),
    );
    exposition.gauge(name, help, samples);
  }
}

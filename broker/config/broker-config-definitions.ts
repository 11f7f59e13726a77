import { boolean, int, list, long, optional, short, string, type ConfigDefinitions } from './config-definition';
import { clusterConfigDefinitions, ignoredConfigDefinitions, throttleConfigDefinitions } from './cluster-config-definitions';
import { logBrokerConfigDefinitions } from './log-broker-config-definitions';

const intMax = 2 ** 31 - 1;
const megabyte = 1024 * 1024;

/**
 * The broker properties we know, under Kafka 4.3's names and with its defaults, except those of a local cluster on one
 * machine: the session, heartbeat and quorum timeouts, the wait of an unclean recovery (KIP-966 says 5 minutes), the first
 * rebalance's delay and the replication factors.
 */
export const brokerConfigDefinitions = {
  ...logBrokerConfigDefinitions,
  ...clusterConfigDefinitions,
  ...throttleConfigDefinitions,
  ...ignoredConfigDefinitions,
  'advertised.listeners': optional(list([], {}, 'Addresses that clients are told to use; unset, those of listeners.')),
  'authorizer.class.name': string('', 'Class that decides on access; empty, everybody may do everything.'),
  'auto.create.topics.enable': boolean(true, 'Whether asking for a topic that does not exist creates it.'),
  'auto.leader.rebalance.enable': boolean(true, 'Whether leadership is moved back to preferred replicas in the background.'),
  'broker.heartbeat.interval.ms': int(300, { min: 1 }, 'Time between two heartbeats of a broker to the controller.'),
  'broker.rack': optional(string('', 'Where the broker stands, for spreading replicas.')),
  'broker.session.timeout.ms': int(2000, { min: 1 }, 'Time without heartbeats after which the controller fences a broker.'),
  'connections.max.idle.ms': long(600_000, {}, 'Idle time after which a connection is closed.'),
  'controlled.shutdown.enable': boolean(true, 'Whether a broker that stops hands over its leaderships first.'),
  'controller.quorum.election.timeout.ms': int(
    500,
    { min: 0 },
    'Longest wait for votes before another election of the metadata quorum.',
  ),
  'controller.quorum.fetch.timeout.ms': int(
    1000,
    { min: 0 },
    'Longest time without an answer from the quorum leader before an election.',
  ),
  'default.replication.factor': int(1, { min: 1 }, 'Replicas of topics created without a number.'),
  'delete.topic.enable': boolean(true, 'Whether topics can be deleted.'),
  'fetch.max.bytes': int(55 * megabyte, { min: 1024 }, 'Most bytes of records in the answer to one fetch.'),
  'group.consumer.max.size': int(intMax, { min: 1 }, 'Most members of one consumer group.'),
  'group.initial.rebalance.delay.ms': int(
    0,
    { min: 0 },
    'How long an empty group waits for more members before its first rebalance.',
  ),
  'group.max.session.timeout.ms': int(1_800_000, { min: 1 }, 'Longest session timeout a group member may ask for.'),
  'group.max.size': int(intMax, { min: 1 }, 'Most members of one classic group.'),
  'group.min.session.timeout.ms': int(6000, { min: 0 }, 'Shortest session timeout a group member may ask for.'),
  'log.cleaner.enable': boolean(true, 'Whether compacted topics are cleaned.'),
  'log.dirs': optional(list([], {}, 'Directory that holds the logs.')),
  'log.flush.offset.checkpoint.interval.ms': int(60_000, { min: 0 }, 'How often recovery points are written down.'),
  'log.flush.start.offset.checkpoint.interval.ms': int(60_000, { min: 0 }, 'How often log start offsets are written down.'),
  'log.retention.check.interval.ms': long(300_000, { min: 1 }, 'How often the broker looks for segments to delete.'),
  listeners: list(['PLAINTEXT://localhost:9092'], {}, 'Names and addresses on which the broker accepts connections.'),
  'max.connections': int(intMax, { min: 0 }, 'Most connections of the broker at one time.'),
  'max.connections.per.ip': int(intMax, { min: 0 }, 'Most connections from one address at one time.'),
  'max.incremental.fetch.session.cache.slots': int(1000, { min: 0 }, 'Most fetch sessions the broker keeps.'),
  'max.request.partition.size.limit': int(2000, { min: 1 }, 'Most partitions in one answer to DescribeTopicPartitions.'),
  'metadata.log.segment.bytes': int(1024 * megabyte, { min: 8 * megabyte }, 'Segment size of the metadata log.'),
  'metadata.log.segment.ms': long(7 * 24 * 60 * 60 * 1000, { min: 1 }, 'Age at which a segment of the metadata log is closed.'),
  'node.id': int(1, { min: 0 }, 'Id of this node in the cluster.'),
  'num.partitions': int(1, { min: 1 }, 'Partitions of topics created without a number.'),
  'offset.metadata.max.bytes': int(4096, { min: 0 }, 'Longest text a client may store beside a committed offset.'),
  'offsets.commit.timeout.ms': int(5000, { min: 1 }, 'Longest wait until a committed offset is on all in-sync replicas.'),
  'offsets.retention.check.interval.ms': long(600_000, { min: 1 }, 'How often the broker looks for expired offsets.'),
  'offsets.retention.minutes': int(10_080, { min: 1 }, 'How long the offsets of an empty group are kept.'),
  'offsets.topic.num.partitions': int(50, { min: 1 }, 'Partitions of the topic that holds committed offsets.'),
  'offsets.topic.replication.factor': short(1, { min: 1 }, 'Replicas of the topic that holds committed offsets.'),
  'offsets.topic.segment.bytes': int(100 * megabyte, { min: 1 }, 'Segment size of the topic that holds committed offsets.'),
  'process.roles': list(['broker', 'controller'], { words: ['broker', 'controller'] }, 'What this process is in the cluster.'),
  'producer.id.expiration.check.interval.ms': int(600_000, { min: 1 }, 'How often the broker looks for producers to forget.'),
  'producer.id.expiration.ms': int(86_400_000, { min: 1 }, 'How long a partition remembers a producer that has stopped writing.'),
  'queued.max.request.bytes': long(-1, {}, 'Most bytes of requests waiting at one time; -1 is no limit of its own.'),
  'replica.fetch.max.bytes': int(megabyte, { min: 0 }, 'Bytes a follower asks for per partition.'),
  'replica.fetch.min.bytes': int(1, {}, 'Fewest bytes for which the leader answers a follower before the wait is over.'),
  'replica.fetch.wait.max.ms': int(500, {}, "Longest wait of a follower's fetch."),
  'replica.high.watermark.checkpoint.interval.ms': long(5000, { min: 1 }, 'How often high watermarks are written down.'),
  'replica.lag.time.max.ms': long(30_000, { min: 1 }, 'How long a replica may be behind before it leaves the in-sync set.'),
  'request.timeout.ms': int(30_000, { min: 1 }, 'Longest wait for an answer from another broker.'),
  'socket.request.max.bytes': int(100 * megabyte, { min: 1 }, 'Largest request the broker reads.'),
  'transaction.max.timeout.ms': int(900_000, { min: 1 }, 'Longest transaction timeout a producer may ask for.'),
  'transaction.state.log.min.isr': int(1, { min: 1 }, 'In-sync replicas that the transaction log needs.'),
  'transaction.state.log.num.partitions': int(50, { min: 1 }, 'Partitions of the transaction log.'),
  'transaction.state.log.replication.factor': short(1, { min: 1 }, 'Replicas of the transaction log.'),
  'transaction.state.log.segment.bytes': int(100 * megabyte, { min: 1 }, 'Segment size of the transaction log.'),
  'transactional.id.expiration.ms': int(604_800_000, { min: 1 }, 'How long an unused transactional id is kept.'),
} as const satisfies ConfigDefinitions;

export type BrokerConfigName = keyof typeof brokerConfigDefinitions;

export function isBrokerConfigName(name: string): name is BrokerConfigName {
  return Object.hasOwn(brokerConfigDefinitions, name);
}

/** Whether AlterConfigs may change it while brokers run. */
export function isDynamicBrokerConfig(name: BrokerConfigName): boolean {
  return Object.hasOwn(logBrokerConfigDefinitions, name) || Object.hasOwn(throttleConfigDefinitions, name);
}

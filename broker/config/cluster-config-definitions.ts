import { boolean, int, list, long, optional, short, string, type ConfigDefinitions } from './config-definition';

const megabyte = 1024 * 1024;
const hourMs = 60 * 60 * 1000;
const longMax = Number.MAX_SAFE_INTEGER;

/** `id@host:port`; an IPv6 address stands in brackets. */
const voterForm = { expression: /^\d{1,9}@(?:\[[0-9a-fA-F:.%]+\]|[^@:/[\]\s]+):\d{1,5}$/, form: 'id@host:port' };
const addressForm = { expression: /^(?:\[[0-9a-fA-F:.%]+\]|[^@:/[\]\s]+):\d{1,5}$/, form: 'host:port' };
const protocolForm = { expression: /^[A-Za-z0-9_]+:(?:PLAINTEXT|SASL_PLAINTEXT|SSL|SASL_SSL)$/, form: 'NAME:PROTOCOL' };

/** Properties of the metadata quorum, of what brokers say to each other, and of replication. */
export const clusterConfigDefinitions = {
  'controller.listener.names': list(
    ['INTERNAL'],
    {},
    'The listener on which brokers talk to each other, about metadata and data alike; it authenticates them.',
  ),
  'controller.quorum.append.linger.ms': int(
    25,
    { min: 0 },
    'Longest wait of metadata for more of it; accepted, and without effect.',
  ),
  'controller.quorum.auto.join.enable': boolean(false, 'Whether a controller that does not vote yet asks to be made a voter.'),
  'controller.quorum.bootstrap.servers': list(
    [],
    { pattern: addressForm },
    'Where a node that knows no voter asks for the quorum.',
  ),
  'controller.quorum.election.backoff.max.ms': int(1000, { min: 0 }, 'Longest pause before a node stands for election again.'),
  'controller.quorum.request.timeout.ms': int(2000, { min: 1 }, 'Longest wait for an answer from a node of the quorum.'),
  'controller.quorum.retry.backoff.ms': int(20, { min: 0 }, 'Pause before a failed request to the quorum is sent again.'),
  'controller.quorum.voters': list(
    [],
    { pattern: voterForm },
    'Where the voters of the metadata quorum are, as id@host:port; who votes stands in the metadata log.',
  ),
  'initial.broker.registration.timeout.ms': int(
    60_000,
    { min: 1 },
    'Accepted, and without effect: a broker that starts waits for the controller for as long as it takes.',
  ),
  'inter.broker.listener.name': optional(
    string('', 'The listener on which brokers talk to each other: that of controller.listener.names.'),
  ),
  'internal.secret.file': optional(
    string('', 'File with the secret that the brokers of a cluster share; readable by its owner only.'),
  ),
  'leader.imbalance.check.interval.seconds': long(300, { min: 1 }, 'How often the controller looks for leaders to move back.'),
  'leader.imbalance.per.broker.percentage': int(
    10,
    { min: 0 },
    'Share of misplaced leaders of a broker from which they are moved.',
  ),
  'listener.security.protocol.map': list(
    ['PLAINTEXT:PLAINTEXT', 'SASL_PLAINTEXT:SASL_PLAINTEXT', 'SSL:SSL', 'SASL_SSL:SASL_SSL'],
    { pattern: protocolForm },
    'The protocol of each listener; clients have PLAINTEXT, brokers among themselves SASL_PLAINTEXT.',
  ),
  'metadata.log.max.record.bytes.between.snapshots': long(
    20 * megabyte,
    { min: 1 },
    'Bytes of metadata after which a snapshot is written.',
  ),
  'metadata.log.max.snapshot.interval.ms': long(hourMs, { min: 0 }, 'Longest time without a snapshot while metadata changes.'),
  'metadata.max.idle.interval.ms': int(
    5000,
    { min: 0 },
    'How often the controller writes a record when there is nothing to write; 0 never.',
  ),
  'metadata.max.retention.bytes': long(
    100 * megabyte,
    {},
    'Size of the metadata log and its snapshots from which old ones are removed.',
  ),
  'metadata.max.retention.ms': long(
    7 * 24 * hourMs,
    {},
    'Age of the metadata log and its snapshots from which old ones are removed.',
  ),
  'num.replica.fetchers': int(1, { min: 1 }, 'Connections over which a broker fetches from each of the others.'),
  'replica.fetch.backoff.ms': int(1000, { min: 0 }, 'Pause after a failed fetch from a leader.'),
  'replica.fetch.response.max.bytes': int(10 * megabyte, { min: 0 }, 'Most bytes a follower asks for in one fetch.'),
  'replica.selector.class': optional(string('', 'How a consumer is told of a replica nearer than the leader.')),
  'replica.socket.timeout.ms': int(30_000, {}, "Longest wait for the answer to a follower's fetch."),
  'unclean.leader.election.interval.ms': long(
    300_000,
    { min: 1 },
    'How often the controller looks for leaders to elect uncleanly.',
  ),
  'unclean.recovery.timeout.ms': long(
    5000,
    { min: 0 },
    'How long an election waits to hear from every last replica that restarted uncleanly.',
  ),
} as const satisfies ConfigDefinitions;

/** Properties that can be altered while the broker runs, and that are of a broker alone. */
export const throttleConfigDefinitions = {
  'follower.replication.throttled.rate': long(longMax, { min: 0 }, 'Bytes a second that throttled replicas may fetch.'),
  'leader.replication.throttled.rate': long(longMax, { min: 0 }, 'Bytes a second that throttled replicas may be sent.'),
} as const satisfies ConfigDefinitions;

/** What Kafka's own server.properties sets and this broker has no use for. */
export const ignoredConfigDefinitions = {
  'background.threads': int(10, { min: 1 }, 'Accepted, and without effect.'),
  'log.dir': string('/tmp/kafka-logs', 'Directory that holds the logs, where log.dirs is not given.'),
  'num.io.threads': int(8, { min: 1 }, 'Accepted, and without effect.'),
  'num.network.threads': int(3, { min: 1 }, 'Accepted, and without effect.'),
  'num.recovery.threads.per.data.dir': int(2, { min: 1 }, 'Accepted, and without effect.'),
  'queued.max.requests': int(500, { min: 1 }, 'Accepted, and without effect.'),
  'replica.socket.receive.buffer.bytes': int(64 * 1024, {}, 'Accepted, and without effect.'),
  'share.coordinator.state.topic.min.isr': short(1, { min: 1 }, 'In-sync replicas that the share state needs.'),
  'share.coordinator.state.topic.replication.factor': short(1, { min: 1 }, 'Replicas of the share state.'),
  'socket.receive.buffer.bytes': int(100 * 1024, {}, 'Accepted, and without effect.'),
  'socket.send.buffer.bytes': int(100 * 1024, {}, 'Accepted, and without effect.'),
} as const satisfies ConfigDefinitions;

import { boolean, double, int, list, long, oneOf, optional, type ConfigDefinitions } from './config-definition';

const longMax = Number.MAX_SAFE_INTEGER;
const dayMs = 24 * 60 * 60 * 1000;

/** Kafka 4's smallest segment. */
export const segmentBytesMin = 1024 * 1024;

export const compressionTypes = ['uncompressed', 'zstd', 'lz4', 'snappy', 'gzip', 'producer'] as const;
export const timestampTypes = ['CreateTime', 'LogAppendTime'] as const;
export const cleanupPolicies = ['compact', 'delete'] as const;

/** -1 stands for gzip's own default. */
export const gzipLevels = { min: -1, max: 9, except: 0 };

const throttledReplicas = { expression: /^(\*|\d+:\d+)$/, form: '* or pairs of partition:broker' };

/** Every property a topic can have in Kafka 4.3, under Kafka's name and with Kafka's type, default and limits. */
export const topicConfigDefinitions = {
  'cleanup.policy': list(
    ['delete'],
    { words: cleanupPolicies },
    'What becomes of old data: delete drops whole segments by age and size, compact keeps the last record of each key.',
  ),
  'compression.gzip.level': int(-1, gzipLevels, 'Level for gzip when the broker compresses: 1 to 9, or -1 for the default.'),
  'compression.lz4.level': int(9, { min: 1, max: 17 }, 'Level for lz4 when the broker compresses.'),
  'compression.type': oneOf(compressionTypes, 'producer', 'Codec of the batches on disk; producer keeps what the client sent.'),
  'compression.zstd.level': int(3, { min: -131072, max: 22 }, 'Level for zstd when the broker compresses.'),
  'delete.retention.ms': long(dayMs, { min: 0 }, 'How long a tombstone of a compacted topic stays readable.'),
  'file.delete.delay.ms': long(
    60_000,
    { min: 0 },
    'How long the files of a dropped segment stay on disk before they are removed.',
  ),
  'flush.messages': long(
    longMax,
    { min: 1 },
    'Records written between two forced syncs to disk; the largest value leaves syncing to the system.',
  ),
  'flush.ms': long(
    longMax,
    { min: 0 },
    'Longest time a record waits for a forced sync to disk; the largest value leaves syncing to the system.',
  ),
  'follower.replication.throttled.replicas': list(
    [],
    { pattern: throttledReplicas },
    'Replicas whose fetching is throttled on the follower.',
  ),
  'index.interval.bytes': int(4096, { min: 0 }, 'Bytes of log between two entries of the offset index.'),
  'internal.segment.bytes': optional(int(0, { min: 1 }, 'Segment size for tests, below what segment.bytes allows.')),
  'leader.replication.throttled.replicas': list(
    [],
    { pattern: throttledReplicas },
    'Replicas whose fetching is throttled on the leader.',
  ),
  'local.retention.bytes': long(-2, { min: -2 }, 'Bytes kept on the local disk with tiered storage; -2 follows retention.bytes.'),
  'local.retention.ms': long(-2, { min: -2 }, 'Time kept on the local disk with tiered storage; -2 follows retention.ms.'),
  'max.compaction.lag.ms': long(longMax, { min: 1 }, 'Longest time a record may wait before it can be compacted.'),
  'max.message.bytes': int(1_048_588, { min: 0 }, 'Largest record batch the topic takes, after compression.'),
  'message.timestamp.after.max.ms': long(
    3_600_000,
    { min: 0 },
    "How far a record's timestamp may lie ahead of the broker's clock.",
  ),
  'message.timestamp.before.max.ms': long(longMax, { min: 0 }, "How far a record's timestamp may lie behind the broker's clock."),
  'message.timestamp.type': oneOf(
    timestampTypes,
    'CreateTime',
    "Whose clock stamps a record: the producer's, or the broker's when it is appended.",
  ),
  'min.cleanable.dirty.ratio': double(
    0.5,
    { min: 0, max: 1 },
    'Share of a compacted log that must be dirty before it is cleaned.',
  ),
  'min.compaction.lag.ms': long(0, { min: 0 }, 'Shortest time a record stays before it can be compacted.'),
  'min.insync.replicas': int(1, { min: 1 }, 'In-sync replicas that a write with acks=all needs.'),
  preallocate: boolean(false, 'Whether to reserve the space of a new segment at once; accepted, and without effect.'),
  'remote.log.copy.disable': boolean(false, 'Whether a tiered topic stops copying segments to remote storage.'),
  'remote.log.delete.on.disable': boolean(false, 'Whether remote segments are removed when tiered storage is switched off.'),
  'remote.storage.enable': boolean(false, 'Whether the topic uses tiered storage; this broker has none.'),
  'retention.bytes': long(-1, {}, 'Size a partition may reach before its oldest segments are deleted; -1 is no limit.'),
  'retention.ms': long(7 * dayMs, { min: -1 }, 'Age at which segments are deleted; -1 is never.'),
  'segment.bytes': int(
    1024 * 1024 * 1024,
    { min: segmentBytesMin },
    'Size at which a segment is closed and the next one begins.',
  ),
  'segment.index.bytes': int(10 * 1024 * 1024, { min: 4 }, 'Largest size of the index of one segment.'),
  'segment.jitter.ms': long(
    0,
    { min: 0 },
    'Largest random time by which segments close early, so that they do not all close at once.',
  ),
  'segment.ms': long(7 * dayMs, { min: 1 }, 'Age at which a segment is closed even when it is not full.'),
  'unclean.leader.election.enable': boolean(
    false,
    'Whether a replica outside the in-sync set may lead when none is left inside, at the price of lost records.',
  ),
} as const satisfies ConfigDefinitions;

export type TopicConfigName = keyof typeof topicConfigDefinitions;

/** Known to the broker, never shown. */
export const internalTopicConfigs: ReadonlySet<string> = new Set<TopicConfigName>(['internal.segment.bytes']);

export function isTopicConfigName(name: string): name is TopicConfigName {
  return Object.hasOwn(topicConfigDefinitions, name);
}

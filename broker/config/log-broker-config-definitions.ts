import { boolean, double, int, list, long, oneOf, optional, type ConfigDefinitions } from './config-definition';
import { cleanupPolicies, compressionTypes, gzipLevels, segmentBytesMin, timestampTypes } from './topic-config-definitions';

const longMax = Number.MAX_SAFE_INTEGER;
const dayMs = 24 * 60 * 60 * 1000;

/** Broker properties that are the defaults of topic properties. All of them can be altered while the broker runs. */
export const logBrokerConfigDefinitions = {
  'compression.gzip.level': int(-1, gzipLevels, 'Level for gzip in topics that set none.'),
  'compression.lz4.level': int(9, { min: 1, max: 17 }, 'Level for lz4 in topics that set none.'),
  'compression.type': oneOf(
    compressionTypes,
    'producer',
    'Codec on disk of topics that set none; producer keeps what the client sent.',
  ),
  'compression.zstd.level': int(3, { min: -131072, max: 22 }, 'Level for zstd in topics that set none.'),
  'log.cleaner.delete.retention.ms': long(
    dayMs,
    { min: 0 },
    'How long tombstones stay readable in topics that set no delete.retention.ms.',
  ),
  'log.cleaner.max.compaction.lag.ms': long(
    longMax,
    { min: 1 },
    'Longest time before compaction in topics that set no max.compaction.lag.ms.',
  ),
  'log.cleaner.min.cleanable.ratio': double(
    0.5,
    { min: 0, max: 1 },
    'Dirty share that starts cleaning in topics that set no min.cleanable.dirty.ratio.',
  ),
  'log.cleaner.min.compaction.lag.ms': long(
    0,
    { min: 0 },
    'Shortest time before compaction in topics that set no min.compaction.lag.ms.',
  ),
  'log.cleanup.policy': list(
    ['delete'],
    { words: cleanupPolicies },
    'What becomes of old data in topics that set no cleanup.policy.',
  ),
  'log.flush.interval.messages': long(longMax, { min: 1 }, 'Records between forced syncs in topics that set no flush.messages.'),
  'log.flush.interval.ms': optional(
    long(
      0,
      { min: 0 },
      'Time between forced syncs in topics that set no flush.ms; unset, log.flush.scheduler.interval.ms counts.',
    ),
  ),
  'log.flush.scheduler.interval.ms': long(longMax, {}, 'How often the broker looks for logs that are due for a forced sync.'),
  'log.index.interval.bytes': int(4096, { min: 0 }, 'Bytes between index entries in topics that set no index.interval.bytes.'),
  'log.index.size.max.bytes': int(10 * 1024 * 1024, { min: 4 }, 'Largest index in topics that set no segment.index.bytes.'),
  'log.local.retention.bytes': long(-2, { min: -2 }, 'Bytes kept locally by tiered topics that set no local.retention.bytes.'),
  'log.local.retention.ms': long(-2, { min: -2 }, 'Time kept locally by tiered topics that set no local.retention.ms.'),
  'log.message.timestamp.after.max.ms': long(
    3_600_000,
    { min: 0 },
    'How far ahead timestamps may lie in topics that do not say.',
  ),
  'log.message.timestamp.before.max.ms': long(
    longMax,
    { min: 0 },
    'How far behind timestamps may lie in topics that do not say.',
  ),
  'log.message.timestamp.type': oneOf(timestampTypes, 'CreateTime', 'Whose clock stamps records in topics that do not say.'),
  'log.preallocate': boolean(false, 'Whether new segments reserve their space at once; accepted, and without effect.'),
  'log.retention.bytes': long(-1, {}, 'Size limit of partitions in topics that set no retention.bytes; -1 is none.'),
  'log.retention.hours': int(168, {}, 'Hours of retention in topics that set none; minutes and milliseconds come first.'),
  'log.retention.minutes': optional(int(0, {}, 'Minutes of retention in topics that set none; log.retention.ms comes first.')),
  'log.retention.ms': optional(long(0, {}, 'Milliseconds of retention in topics that set none; -1 is for ever.')),
  'log.roll.hours': int(168, { min: 1 }, 'Hours until a segment closes in topics that set none; log.roll.ms comes first.'),
  'log.roll.jitter.hours': int(
    0,
    { min: 0 },
    'Largest random hours by which segments close early; log.roll.jitter.ms comes first.',
  ),
  'log.roll.jitter.ms': optional(
    long(0, { min: 0 }, 'Largest random time by which segments close early in topics that set none.'),
  ),
  'log.roll.ms': optional(long(0, { min: 1 }, 'Time until a segment closes in topics that set no segment.ms.')),
  'log.segment.bytes': int(1024 * 1024 * 1024, { min: segmentBytesMin }, 'Segment size of topics that set no segment.bytes.'),
  'log.segment.delete.delay.ms': long(
    60_000,
    { min: 0 },
    'How long dropped files stay on disk in topics that set no file.delete.delay.ms.',
  ),
  'message.max.bytes': int(1_048_588, { min: 0 }, 'Largest record batch in topics that set no max.message.bytes.'),
  'min.insync.replicas': int(1, { min: 1 }, 'In-sync replicas that acks=all needs in topics that do not say.'),
  'unclean.leader.election.enable': boolean(
    false,
    'Whether replicas outside the in-sync set may lead in topics that do not say.',
  ),
} as const satisfies ConfigDefinitions;

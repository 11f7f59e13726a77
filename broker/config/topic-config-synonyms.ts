import type { BrokerConfigName } from './broker-config-definitions';
import type { TopicConfigName } from './topic-config-definitions';

interface Synonym {
  readonly name: BrokerConfigName;
  /** From the broker property's unit to milliseconds, where it differs. */
  readonly factor?: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** The broker properties that give a topic property its default; the first one that is set wins. Those not listed have none. */
export const topicConfigSynonyms: Readonly<Partial<Record<TopicConfigName, readonly Synonym[]>>> = {
  'cleanup.policy': [{ name: 'log.cleanup.policy' }],
  'compression.gzip.level': [{ name: 'compression.gzip.level' }],
  'compression.lz4.level': [{ name: 'compression.lz4.level' }],
  'compression.type': [{ name: 'compression.type' }],
  'compression.zstd.level': [{ name: 'compression.zstd.level' }],
  'delete.retention.ms': [{ name: 'log.cleaner.delete.retention.ms' }],
  'file.delete.delay.ms': [{ name: 'log.segment.delete.delay.ms' }],
  'flush.messages': [{ name: 'log.flush.interval.messages' }],
  'flush.ms': [{ name: 'log.flush.interval.ms' }, { name: 'log.flush.scheduler.interval.ms' }],
  'index.interval.bytes': [{ name: 'log.index.interval.bytes' }],
  'local.retention.bytes': [{ name: 'log.local.retention.bytes' }],
  'local.retention.ms': [{ name: 'log.local.retention.ms' }],
  'max.compaction.lag.ms': [{ name: 'log.cleaner.max.compaction.lag.ms' }],
  'max.message.bytes': [{ name: 'message.max.bytes' }],
  'message.timestamp.after.max.ms': [{ name: 'log.message.timestamp.after.max.ms' }],
  'message.timestamp.before.max.ms': [{ name: 'log.message.timestamp.before.max.ms' }],
  'message.timestamp.type': [{ name: 'log.message.timestamp.type' }],
  'min.cleanable.dirty.ratio': [{ name: 'log.cleaner.min.cleanable.ratio' }],
  'min.compaction.lag.ms': [{ name: 'log.cleaner.min.compaction.lag.ms' }],
  'min.insync.replicas': [{ name: 'min.insync.replicas' }],
  preallocate: [{ name: 'log.preallocate' }],
  'retention.bytes': [{ name: 'log.retention.bytes' }],
  'retention.ms': [
    { name: 'log.retention.ms' },
    { name: 'log.retention.minutes', factor: minuteMs },
    { name: 'log.retention.hours', factor: hourMs },
  ],
  'segment.bytes': [{ name: 'log.segment.bytes' }],
  'segment.index.bytes': [{ name: 'log.index.size.max.bytes' }],
  'segment.jitter.ms': [{ name: 'log.roll.jitter.ms' }, { name: 'log.roll.jitter.hours', factor: hourMs }],
  'segment.ms': [{ name: 'log.roll.ms' }, { name: 'log.roll.hours', factor: hourMs }],
  'unclean.leader.election.enable': [{ name: 'unclean.leader.election.enable' }],
};

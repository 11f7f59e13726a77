import type { LogConfig } from '../log/log-config';
import type { BrokerConfig } from './broker-config';
import { topicConfigValues } from './topic-config-values';

/** The settings of a topic's logs: its own properties over the broker's. Throws ConfigError on an override that is no value. */
export function logConfigFor(brokerConfig: BrokerConfig, topicOverrides: ReadonlyMap<string, string>): LogConfig {
  const values = topicConfigValues(brokerConfig, topicOverrides);
  return {
    segmentBytes: values['internal.segment.bytes'] ?? values['segment.bytes'],
    segmentMs: values['segment.ms'],
    segmentJitterMs: Math.min(values['segment.jitter.ms'], values['segment.ms']),
    retentionMs: values['retention.ms'],
    retentionBytes: values['retention.bytes'],
    deleteRetentionMs: values['delete.retention.ms'],
    cleanupPolicy: new Set(values['cleanup.policy'].filter((policy) => policy === 'compact' || policy === 'delete')),
    maxMessageBytes: values['max.message.bytes'],
    messageTimestampType: values['message.timestamp.type'],
    messageTimestampBeforeMaxMs: values['message.timestamp.before.max.ms'],
    messageTimestampAfterMaxMs: values['message.timestamp.after.max.ms'],
    indexIntervalBytes: values['index.interval.bytes'],
    segmentIndexBytes: values['segment.index.bytes'],
    flushMessages: values['flush.messages'],
    flushMs: values['flush.ms'],
    fileDeleteDelayMs: values['file.delete.delay.ms'],
    preallocate: values.preallocate,
  };
}

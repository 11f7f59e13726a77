import type { BrokerConfig } from '../config/broker-config';
import { batchHeaderBytes } from '../protocol/records/batch-header';
import { defaultGroupConfig, type GroupConfig } from '../coordinator/group/group-config';

/** The group coordinator's settings from the broker's properties. */
export function groupConfigOf({ values }: BrokerConfig): GroupConfig {
  return {
    sessionTimeoutMsMin: values['group.min.session.timeout.ms'],
    sessionTimeoutMsMax: values['group.max.session.timeout.ms'],
    initialRebalanceDelayMs: values['group.initial.rebalance.delay.ms'],
    groupSizeMax: values['group.max.size'],
    offsetMetadataBytesMax: values['offset.metadata.max.bytes'],
    offsetsRetentionMs: values['offsets.retention.minutes'] * 60_000,
    offsetsRetentionCheckIntervalMs: values['offsets.retention.check.interval.ms'],
    batchBytesMax: Math.min(defaultGroupConfig.batchBytesMax, values['message.max.bytes'] - batchHeaderBytes),
  };
}

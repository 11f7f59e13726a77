import type { BrokerConfig } from '../config/broker-config';

export const consumerOffsetsTopic = '__consumer_offsets';

const internalTopics: ReadonlySet<string> = new Set([consumerOffsetsTopic, '__transaction_state', '__share_group_state']);

/** Topics that belong to the brokers: clients read them, only coordinators write them. */
export function isInternalTopic(topic: string): boolean {
  return internalTopics.has(topic);
}

/** Configs with which a topic is created on first use. */
export function internalTopicConfigs(topic: string, config: BrokerConfig): { name: string; value: string }[] {
  if (topic !== consumerOffsetsTopic) return [];
  return [
    { name: 'cleanup.policy', value: 'compact' },
    { name: 'compression.type', value: 'producer' },
    { name: 'segment.bytes', value: String(config.values['offsets.topic.segment.bytes']) },
  ];
}

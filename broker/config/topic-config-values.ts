import type { BrokerConfig } from './broker-config';
import { parseConfigValues, type ConfigValue, type ConfigValues } from './config-definition';
import { ConfigError } from './config-error';
import { checkTextLengths } from './config-text-limit';
import { isTopicConfigName, topicConfigDefinitions } from './topic-config-definitions';
import { topicConfigSynonyms } from './topic-config-synonyms';

export type TopicConfigValues = ConfigValues<typeof topicConfigDefinitions>;

/** What the broker's properties give a topic that does not set `name`; undefined when none of them does. */
function topicDefaultFromBroker(brokerConfig: BrokerConfig, name: string): ConfigValue | undefined {
  const synonyms = isTopicConfigName(name) ? (topicConfigSynonyms[name] ?? []) : [];
  for (const synonym of synonyms) {
    const value: ConfigValue = brokerConfig.values[synonym.name];
    if (value === null) continue;
    if (typeof value !== 'number') return value;
    // As in Kafka, any negative retention is "for ever".
    if (name === 'retention.ms' && value < 0) return -1;
    return value * (synonym.factor ?? 1);
  }
  return undefined;
}

/** Every property of a topic: its overrides over the broker's defaults. Throws ConfigError. */
export function topicConfigValues(brokerConfig: BrokerConfig, overrides: ReadonlyMap<string, string>): TopicConfigValues {
  return parseConfigValues(topicConfigDefinitions, overrides, (name) => topicDefaultFromBroker(brokerConfig, name));
}

/** Refuses names that topics do not have, values outside their limits, and values that contradict each other. Throws ConfigError. */
export function validateTopicConfigs(brokerConfig: BrokerConfig, overrides: ReadonlyMap<string, string>): void {
  for (const name of overrides.keys()) {
    if (!isTopicConfigName(name)) throw new ConfigError(name, `${name} is not a topic property.`);
  }
  checkTextLengths(overrides);
  const values = topicConfigValues(brokerConfig, overrides);
  if (values['min.compaction.lag.ms'] > values['max.compaction.lag.ms']) {
    throw new ConfigError('min.compaction.lag.ms', 'min.compaction.lag.ms must not exceed max.compaction.lag.ms.');
  }
  if (values['remote.storage.enable']) {
    throw new ConfigError('remote.storage.enable', 'remote.storage.enable cannot be true: this broker has no tiered storage.');
  }
}

import { brokerConfigDefinitions, isDynamicBrokerConfig, type BrokerConfigName } from './broker-config-definitions';
import type { BrokerConfig, BrokerConfigSource } from './broker-config';
import { formatConfigValue, type ConfigDefinition, type ConfigType } from './config-definition';
import {
  internalTopicConfigs,
  isTopicConfigName,
  topicConfigDefinitions,
  type TopicConfigName,
} from './topic-config-definitions';
import { topicConfigSynonyms } from './topic-config-synonyms';
import { topicConfigValues } from './topic-config-values';

/** DescribeConfigs' numbers for where a value came from. */
export const configSources = {
  topic: 1,
  'dynamic-broker': 2,
  'dynamic-default': 3,
  static: 4,
  default: 5,
} as const satisfies Record<BrokerConfigSource | 'topic', number>;

/** DescribeConfigs' numbers for types. */
const configTypeNumbers: Readonly<Record<ConfigType, number>> = {
  BOOLEAN: 1,
  STRING: 2,
  INT: 3,
  SHORT: 4,
  LONG: 5,
  DOUBLE: 6,
  LIST: 7,
};

interface ConfigSynonym {
  name: string;
  value: string | null;
  source: number;
}

/** One property as DescribeConfigs answers it. */
export interface ConfigEntry {
  name: string;
  value: string | null;
  readOnly: boolean;
  configSource: number;
  isSensitive: boolean;
  /** The texts that compete for the value, the one that counts first. */
  synonyms: ConfigSynonym[];
  configType: number;
  documentation: string;
}

function brokerSynonyms(config: BrokerConfig, name: BrokerConfigName): ConfigSynonym[] {
  const given = config.settings(name).map(({ source, text }) => ({ name, value: text, source: configSources[source] }));
  const value = formatConfigValue(brokerConfigDefinitions[name].defaultValue);
  return value === null ? given : [...given, { name, value, source: configSources.default }];
}

/** Kafka's order: every synonym's per-broker text, then the texts for all brokers, then the static ones, then the defaults. */
function topicSynonyms(config: BrokerConfig, name: TopicConfigName): ConfigSynonym[] {
  return (topicConfigSynonyms[name] ?? [])
    .flatMap((synonym) => brokerSynonyms(config, synonym.name))
    .sort((a, b) => a.source - b.source);
}

/** The properties of a topic, all of them when `names` is null; names that topics do not have are left out. */
export function describeTopicConfigs(
  config: BrokerConfig,
  overrides: ReadonlyMap<string, string>,
  names: readonly string[] | null,
): ConfigEntry[] {
  const values = topicConfigValues(config, overrides);
  const shown = Object.keys(topicConfigDefinitions)
    .filter(isTopicConfigName)
    .filter((name) => (!internalTopicConfigs.has(name) || overrides.has(name)) && (names === null || names.includes(name)));
  return shown.map((name) => {
    const definition: ConfigDefinition = topicConfigDefinitions[name];
    const value = formatConfigValue(values[name]);
    const synonyms = topicSynonyms(config, name);
    if (overrides.has(name)) synonyms.unshift({ name, value, source: configSources.topic });
    return {
      name,
      value,
      readOnly: false,
      configSource: synonyms[0]?.source ?? configSources.default,
      isSensitive: false,
      synonyms,
      configType: configTypeNumbers[definition.type],
      documentation: definition.documentation,
    };
  });
}

/** The properties of a broker, all of them when `names` is null; names we do not know are left out. */
export function describeBrokerConfigs(config: BrokerConfig, names: readonly string[] | null): ConfigEntry[] {
  const shown = brokerConfigNames().filter((name) => names === null || names.includes(name));
  return shown.map((name) => {
    const definition: ConfigDefinition = brokerConfigDefinitions[name];
    const synonyms = brokerSynonyms(config, name);
    return {
      name,
      value: formatConfigValue(config.values[name]),
      readOnly: !isDynamicBrokerConfig(name),
      configSource: synonyms[0]?.source ?? configSources.default,
      isSensitive: false,
      synonyms,
      configType: configTypeNumbers[definition.type],
      documentation: definition.documentation,
    };
  });
}

/** What is set in the metadata log for all brokers (DescribeConfigs of the broker resource ''). */
export function describeDefaultBrokerConfigs(config: BrokerConfig, dynamicDefault: ReadonlyMap<string, string>): ConfigEntry[] {
  return describeBrokerConfigs(config, [...dynamicDefault.keys()]).map((entry) => ({
    ...entry,
    value: dynamicDefault.get(entry.name) ?? null,
    configSource: configSources['dynamic-default'],
    synonyms: entry.synonyms.filter(({ source }) => source >= configSources['dynamic-default']),
  }));
}

function brokerConfigNames(): BrokerConfigName[] {
  return Object.keys(brokerConfigDefinitions).filter((name): name is BrokerConfigName =>
    Object.hasOwn(brokerConfigDefinitions, name),
  );
}

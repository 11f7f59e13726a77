import { errorCodes } from '@/broker/protocol/error-codes';
import { describeConfigsApi } from '@/broker/protocol/messages/describe-configs';
import { incrementalAlterConfigsApi } from '@/broker/protocol/messages/incremental-alter-configs';
import type { AlterConfigsRequest, ConfigEntry } from '@/lib/contracts/config';
import type { ClusterClient } from './cluster-client';
import { ServiceError } from '../service-error';
import { serviceErrorOf } from './kafka-answer';
import { plainDocumentation } from './plain-documentation';
import { isRefusal } from './refusal';

const resourceTypes = { topic: 2, broker: 4 } as const;

/** DescribeConfigs' numbers. Source 5 (default) is what a value has when nobody set it. */
const sources: Readonly<Record<number, ConfigEntry['source']>> = {
  1: 'topic',
  2: 'dynamic-broker',
  3: 'dynamic-default-broker',
  4: 'static-broker',
  5: 'default',
  6: 'dynamic-broker-logger',
  7: 'client-metrics',
  8: 'group',
};
const types: Readonly<Record<number, ConfigEntry['type']>> = {
  1: 'boolean',
  2: 'string',
  3: 'int',
  4: 'short',
  5: 'long',
  6: 'double',
  7: 'list',
  8: 'class',
  9: 'password',
};

/** Every config of a topic or broker, by name. */
export async function describeConfigs(
  client: ClusterClient,
  type: keyof typeof resourceTypes,
  name: string,
): Promise<ConfigEntry[]> {
  const request = {
    resources: [{ resourceType: resourceTypes[type], resourceName: name, configurationKeys: null }],
    includeSynonyms: true,
    includeDocumentation: true,
  };
  const answer =
    type === 'broker'
      ? await client.send(Number(name), describeConfigsApi, request)
      : await client.askAny(describeConfigsApi, request);
  const [result] = answer.results;
  if (result === undefined) throw serviceErrorOf(errorCodes.UNKNOWN_SERVER_ERROR);
  if (result.errorCode !== errorCodes.NONE)
    throw serviceErrorOf(result.errorCode, { message: result.errorMessage, details: { [type]: name } });
  return result.configs
    .map((config): ConfigEntry => {
      // Version 0 tells no more than whether it is the default.
      const source = sources[config.configSource] ?? (config.isDefault ? 'default' : 'unknown');
      const ownSource = type === 'topic' ? 'topic' : source;
      const fallback = config.synonyms.find((synonym) => sources[synonym.source] !== ownSource);
      return {
        name: config.name,
        value: config.value,
        source,
        isDefault: source === 'default',
        defaultValue: source === ownSource && source !== 'default' ? defaultIn(config.name, fallback) : config.value,
        isReadOnly: config.readOnly,
        isSensitive: config.isSensitive,
        type: types[config.configType] ?? 'unknown',
        documentation: config.documentation === null ? null : plainDocumentation(config.documentation),
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

const unitMs: readonly (readonly [suffix: string, ms: bigint])[] = [
  ['.hours', 3_600_000n],
  ['.minutes', 60_000n],
];

/** What holds without the topic's own value. Kafka's oldest properties count in hours or minutes where the topic's counts in milliseconds. */
function defaultIn(name: string, fallback: { name: string; value: string | null } | undefined): string | null {
  if (fallback?.value === undefined || fallback.value === null) return null;
  const unit = name.endsWith('.ms') ? unitMs.find(([suffix]) => fallback.name.endsWith(suffix)) : undefined;
  if (unit === undefined || !/^\d+$/.test(fallback.value)) return fallback.value;
  return String(BigInt(fallback.value) * unit[1]);
}

const operations = { set: 0, reset: 1 } as const;
const alterTimeoutMs = 20_000;

/** Sets and resets configs of a topic, all or none, or with validateOnly only checks. The error names the setting when there is but one. */
export async function alterTopicConfigs(
  client: ClusterClient,
  topic: string,
  { set, reset }: AlterConfigsRequest,
  validateOnly: boolean,
): Promise<void> {
  const configs = [
    ...Object.entries(set).map(([name, value]) => ({ name, configOperation: operations.set, value })),
    ...reset.map((name) => ({ name, configOperation: operations.reset, value: null })),
  ];
  const resources = [{ resourceType: resourceTypes.topic, resourceName: topic, configs }];
  const request = { resources, validateOnly };
  const answer = await client.sendAny(incrementalAlterConfigsApi, request, { timeoutMs: alterTimeoutMs });
  const [result] = answer.responses;
  if (result === undefined) throw serviceErrorOf(errorCodes.UNKNOWN_SERVER_ERROR);
  if (result.errorCode === errorCodes.NONE) return;
  const [only] = configs.length === 1 ? configs : [];
  const facts = {
    message: result.errorMessage,
    ...(only === undefined ? {} : { field: only.name }),
    details: { topic },
  };
  const refusal = serviceErrorOf(result.errorCode, facts);
  // What newer brokers call an invalid config was an invalid request to Kafka 2.
  throw result.errorCode === errorCodes.INVALID_REQUEST
    ? new ServiceError('INVALID_CONFIG', refusal.message, { ...facts, details: refusal.details })
    : refusal;
}

/** Some configs of many topics. Topics that cannot be described are missing; all are where the brokers do not describe any. */
export async function topicConfigValues(
  client: ClusterClient,
  topics: readonly string[],
  names: readonly string[],
): Promise<Map<string, ReadonlyMap<string, string | null>>> {
  if (topics.length === 0) return new Map();
  const resources = topics.map((topic) => ({
    resourceType: resourceTypes.topic,
    resourceName: topic,
    configurationKeys: [...names],
  }));
  const answer = await client.askAny(describeConfigsApi, { resources }).catch((error: unknown) => {
    if (isRefusal(error)) return { results: [] };
    throw error;
  });
  const values = new Map<string, ReadonlyMap<string, string | null>>();
  for (const { errorCode, resourceName, configs } of answer.results) {
    if (errorCode === errorCodes.NONE) values.set(resourceName, new Map(configs.map(({ name, value }) => [name, value])));
  }
  return values;
}

/** Every value that is set on one of the topics itself. Topics that cannot be described are missing. */
export async function topicConfigsSet(
  client: ClusterClient,
  topics: readonly string[],
): Promise<Map<string, ReadonlyMap<string, string>>> {
  if (topics.length === 0) return new Map();
  const answer = await client.askAny(describeConfigsApi, {
    resources: topics.map((topic) => ({ resourceType: resourceTypes.topic, resourceName: topic, configurationKeys: null })),
  });
  const values = new Map<string, ReadonlyMap<string, string>>();
  for (const { errorCode, resourceName, configs } of answer.results) {
    if (errorCode !== errorCodes.NONE) continue;
    const set = configs.filter(({ configSource }) => sources[configSource] === 'topic');
    values.set(resourceName, new Map(set.map(({ name, value }) => [name, value ?? ''])));
  }
  return values;
}

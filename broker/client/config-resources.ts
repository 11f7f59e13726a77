import { errorName } from '../protocol/error-codes';
import { describeConfigsApi } from '../protocol/messages/describe-configs';
import { incrementalAlterConfigsApi } from '../protocol/messages/incremental-alter-configs';
import type { Decoded } from '../protocol/schema/message';
import { askController } from './controller-request';
import { responseError } from './error-sentence';
import type { KafkaClient } from './kafka-client';

/** A topic, a broker by its id, or what holds for all brokers (the broker without a name). */
export interface ConfigResource {
  readonly type: 'topic' | 'broker';
  readonly name: string;
}

const resourceTypes = { topic: 2, broker: 4 } as const;

/** Where a value comes from, as Kafka names it; by the number on the wire. */
const sourceNames: Readonly<Record<number, string>> = {
  1: 'DYNAMIC_TOPIC_CONFIG',
  2: 'DYNAMIC_BROKER_CONFIG',
  3: 'DYNAMIC_DEFAULT_BROKER_CONFIG',
  4: 'STATIC_BROKER_CONFIG',
  5: 'DEFAULT_CONFIG',
  6: 'DYNAMIC_BROKER_LOGGER_CONFIG',
  7: 'DYNAMIC_CLIENT_METRICS_CONFIG',
  8: 'DYNAMIC_GROUP_CONFIG',
};

export interface DescribedConfig {
  readonly name: string;
  readonly value: string | null;
  readonly source: string;
  readonly isSensitive: boolean;
  /** The values that would hold without the ones before them; the first is the one that holds. */
  readonly synonyms: readonly { readonly name: string; readonly value: string | null; readonly source: string }[];
}

type DescribeConfigsResult = Decoded<typeof describeConfigsApi.response>['results'][number];

function sourceName(code: number): string {
  return sourceNames[code] ?? 'UNKNOWN';
}

/** A broker answers for itself. */
function answeringBroker({ type, name }: ConfigResource): number | undefined {
  return type === 'broker' && name !== '' ? Number(name) : undefined;
}

/** The configs of one resource, by name. Rejects with what the broker says against it. */
export async function describeConfigs(client: KafkaClient, resource: ConfigResource): Promise<readonly DescribedConfig[]> {
  const described = await describeResources(client, [resource], answeringBroker(resource));
  return described.get(resource.name) ?? [];
}

/** The configs of several topics, by topic. */
export async function describeTopicConfigs(
  client: KafkaClient,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly DescribedConfig[]>> {
  if (names.length === 0) return new Map();
  return describeResources(
    client,
    names.map((name) => ({ type: 'topic', name })),
    undefined,
  );
}

async function describeResources(
  client: KafkaClient,
  described: readonly ConfigResource[],
  brokerId: number | undefined,
): Promise<Map<string, DescribedConfig[]>> {
  const resources = described.map(({ type, name }) => ({
    resourceType: resourceTypes[type],
    resourceName: name,
    configurationKeys: null,
  }));
  const request = { resources, includeSynonyms: true };
  const { results } = await askController(client, describeConfigsApi, request, { brokerId });
  return new Map(results.map((result) => [result.resourceName, configsOf(result)]));
}

function configsOf({ errorCode, errorMessage, configs }: DescribeConfigsResult): DescribedConfig[] {
  const error = responseError(errorName(errorCode), errorMessage);
  if (error !== undefined) throw error;
  return configs
    .map(({ name, value, isSensitive, configSource, synonyms }) => ({
      name,
      value,
      isSensitive,
      source: sourceName(configSource),
      synonyms: synonyms.map((synonym) => ({ ...synonym, source: sourceName(synonym.source) })),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A config gets a value, or loses the one it was given (null). */
export type ConfigChange = readonly [name: string, value: string | null];

const operations = { set: 0, delete: 1 } as const;

/** Sets and deletes configs of one resource, all or none. Rejects with what the controller says against it. */
export async function alterConfigs(
  client: KafkaClient,
  resource: ConfigResource,
  changes: readonly ConfigChange[],
): Promise<void> {
  const configs = changes.map(([name, value]) => ({
    name,
    configOperation: value === null ? operations.delete : operations.set,
    value,
  }));
  const resources = [{ resourceType: resourceTypes[resource.type], resourceName: resource.name, configs }];
  const options = { brokerId: answeringBroker(resource) };
  const { responses } = await askController(client, incrementalAlterConfigsApi, { resources, validateOnly: false }, options);
  for (const { errorCode, errorMessage } of responses) {
    const error = responseError(errorName(errorCode), errorMessage);
    if (error !== undefined) throw error;
  }
}

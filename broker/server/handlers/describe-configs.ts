import {
  configSources,
  describeBrokerConfigs,
  describeDefaultBrokerConfigs,
  describeTopicConfigs,
  type ConfigEntry,
} from '../../config/describe-configs';
import { errorCodes } from '../../protocol/error-codes';
import { KafkaError } from '../../protocol/kafka-error';
import type { DescribeConfigsRequest, DescribeConfigsResponse } from '../../protocol/messages/describe-configs';
import type { BrokerServices } from '../broker-services';
import { errorFields } from './error-fields';

/** Kafka's ConfigResource types. */
const topicResource = 2;
const brokerResource = 4;

/**
 * DescribeConfigs: v0-4 (0 is served for old clients; Kafka 4 starts at 1)
 *
 * Behaviour: topics and brokers; the broker '' is what is set for all brokers. Null and an empty list of names both mean
 * every property. Another broker's id and other kinds of resource are INVALID_REQUEST.
 *
 * Version notes: sources and synonyms from v1 (KIP-226); types and documentation from v3 (KIP-569). v0 has no source and
 * says isDefault instead (KIP-133).
 */
export function handleDescribeConfigs(
  broker: BrokerServices,
  { resources, includeSynonyms, includeDocumentation }: DescribeConfigsRequest,
): DescribeConfigsResponse {
  return {
    throttleTimeMs: 0,
    results: resources.map(({ resourceType, resourceName, configurationKeys }) => {
      const resource = { resourceType, resourceName };
      try {
        const names = configurationKeys === null || configurationKeys.length === 0 ? null : configurationKeys;
        const configs = describeResource(broker, resourceType, resourceName, names).map((entry) => ({
          ...entry,
          isDefault: entry.configSource === configSources.default,
          synonyms: includeSynonyms ? entry.synonyms : [],
          documentation: includeDocumentation ? entry.documentation : null,
        }));
        return { ...resource, errorCode: errorCodes.NONE, errorMessage: null, configs };
      } catch (error) {
        return { ...resource, ...errorFields(error, broker.platform.logger), configs: [] };
      }
    }),
  };
}

function describeResource(
  { config, metadata, nodeId }: BrokerServices,
  type: number,
  name: string,
  names: readonly string[] | null,
): ConfigEntry[] {
  const { image } = metadata;
  if (type === topicResource) {
    if (!image.topicsByName.has(name)) throw new KafkaError('UNKNOWN_TOPIC_OR_PARTITION', `There is no topic ${name}.`);
    return describeTopicConfigs(config, image.configs({ type: 'topic', name }), names);
  }
  if (type !== brokerResource) throw new KafkaError('INVALID_REQUEST', `Resources of type ${type} have no configs here.`);
  if (name === '') return describeDefaultBrokerConfigs(config, image.configs({ type: 'broker', name: '' }));
  if (name !== String(nodeId)) {
    throw new KafkaError('INVALID_REQUEST', `Broker ${name} answers for itself; this is broker ${nodeId}.`);
  }
  return describeBrokerConfigs(config, names);
}

import { listElements } from '../config/config-definition';
import { brokerConfigDefinitions, isBrokerConfigName, isDynamicBrokerConfig } from '../config/broker-config-definitions';
import { ConfigError } from '../config/config-error';
import { checkTextLengths } from '../config/config-text-limit';
import { describeBrokerConfigs, describeTopicConfigs } from '../config/describe-configs';
import { isTopicConfigName, topicConfigDefinitions } from '../config/topic-config-definitions';
import { validateTopicConfigs } from '../config/topic-config-values';
import { configResourceTypes } from '../metadata/image-draft';
import type { ConfigResource } from '../metadata/metadata-image';
import type { MetadataRecordInput } from '../metadata/metadata-record';
import { KafkaError } from '../protocol/kafka-error';
import type { ControllerState } from './controller-result';

const configOperations = { set: 0, delete: 1, append: 2, subtract: 3 } as const;

export interface ConfigChange {
  readonly name: string;
  readonly operation: number;
  readonly value: string | null;
}

/** The resource a request names; throws when configs cannot be altered there or nothing has that name. */
export function configResourceOf({ image }: ControllerState, resourceType: number, resourceName: string): ConfigResource {
  switch (resourceType) {
    case configResourceTypes.topic:
      if (!image.topicsByName.has(resourceName))
        throw new KafkaError('UNKNOWN_TOPIC_OR_PARTITION', `There is no topic ${resourceName}.`);
      return { type: 'topic', name: resourceName };
    case configResourceTypes.broker:
      if (resourceName !== '' && !/^\d{1,9}$/.test(resourceName)) {
        throw new KafkaError(
          'INVALID_REQUEST',
          `A broker is named by its id, or by nothing for all brokers, not by "${resourceName}".`,
        );
      }
      if (resourceName !== '' && !image.brokers.has(Number(resourceName))) {
        throw new KafkaError('BROKER_ID_NOT_REGISTERED', `There is no broker ${resourceName}.`);
      }
      return { type: 'broker', name: resourceName };
    default:
      throw new KafkaError('INVALID_REQUEST', `This broker keeps no configs for resources of type ${resourceType}.`);
  }
}

/** The resource's texts after `changes`; a list property can be appended to and subtracted from. */
export function changedTexts(
  state: ControllerState,
  resource: ConfigResource,
  changes: readonly ConfigChange[],
): ReadonlyMap<string, string> {
  const texts = new Map(state.image.configs(resource));
  for (const { name, operation, value } of changes) {
    if (operation === configOperations.delete) {
      texts.delete(name);
      continue;
    }
    if (value === null) throw new KafkaError('INVALID_REQUEST', `${name} needs a value.`);
    if (operation === configOperations.set) {
      texts.set(name, value);
      continue;
    }
    if (operation !== configOperations.append && operation !== configOperations.subtract) {
      throw new KafkaError('INVALID_REQUEST', `${operation} is no operation on a config.`);
    }
    const elements = listElements(texts.get(name) ?? currentList(state, resource, name));
    const given = listElements(value);
    const result =
      operation === configOperations.append
        ? [...elements, ...given.filter((element) => !elements.includes(element))]
        : elements.filter((element) => !given.includes(element));
    texts.set(name, result.join(','));
  }
  return texts;
}

function currentList({ image, config }: ControllerState, resource: ConfigResource, name: string): string {
  const isList =
    resource.type === 'topic'
      ? isTopicConfigName(name) && topicConfigDefinitions[name].type === 'LIST'
      : isBrokerConfigName(name) && brokerConfigDefinitions[name].type === 'LIST';
  if (!isList) throw new KafkaError('INVALID_CONFIG', `${name} is not a list; only lists can be appended to or subtracted from.`);
  const entries =
    resource.type === 'topic'
      ? describeTopicConfigs(config, image.configs(resource), [name])
      : describeBrokerConfigs(config, [name]);
  return entries[0]?.value ?? '';
}

/** Refuses texts that the resource cannot have. Throws ConfigError. */
export function validateTexts(
  { image, config }: ControllerState,
  resource: ConfigResource,
  texts: ReadonlyMap<string, string>,
): void {
  if (resource.type === 'topic') {
    validateTopicConfigs(config, texts);
    return;
  }
  checkTextLengths(texts);
  for (const name of texts.keys()) {
    if (!isBrokerConfigName(name)) throw new ConfigError(name, `${name} is not a broker property.`);
    if (!isDynamicBrokerConfig(name)) throw new ConfigError(name, `${name} can only be set when a broker starts.`);
    // Who may lead depends on it, so leaders and controller have to agree (as in Kafka with eligible leader replicas).
    if (name === 'min.insync.replicas' && resource.name !== '')
      throw new ConfigError(name, `${name} can be set for all brokers and for topics, not for one broker.`);
  }
  const defaults = resource.name === '' ? texts : image.configs({ type: 'broker', name: '' });
  config.withDynamic(defaults, resource.name === '' ? new Map() : texts);
}

/** The Config records that turn `before` into `after`. */
export function configRecords(
  resource: ConfigResource,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): MetadataRecordInput[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names
    .filter((name) => before.get(name) !== after.get(name))
    .map((name) => ({
      type: 'Config',
      value: {
        resourceType: configResourceTypes[resource.type],
        resourceName: resource.name,
        name,
        value: after.get(name) ?? null,
      },
    }));
}

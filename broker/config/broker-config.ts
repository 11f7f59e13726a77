import { ConfigError } from './config-error';
import { parseConfigValues, type ConfigValues } from './config-definition';
import { brokerConfigDefinitions, isBrokerConfigName, type BrokerConfigName } from './broker-config-definitions';
import { internalListener } from './internal-listener';
import { quorumBootstrapServers, quorumVoters, type HostAndPort } from './quorum-addresses';
import { parseListeners, type ListenerConfig } from './listeners';

export type BrokerConfigValues = ConfigValues<typeof brokerConfigDefinitions>;

/** Where the text of a property came from. */
export type BrokerConfigSource = 'dynamic-broker' | 'dynamic-default' | 'static' | 'default';

const nothing: ReadonlyMap<string, string> = new Map();

interface Texts {
  static: ReadonlyMap<string, string>;
  dynamicDefault: ReadonlyMap<string, string>;
  dynamicBroker: ReadonlyMap<string, string>;
}

/**
 * The properties of one broker: those it was started with, under those set in the metadata log for all brokers, under
 * those set there for this one. `values['num.partitions']` is typed by the property's definition.
 */
export class BrokerConfig {
  readonly values: BrokerConfigValues;
  readonly listeners: readonly ListenerConfig[];
  readonly advertisedListeners: readonly ListenerConfig[];
  /** The one among `listeners` that is for brokers; undefined on a node without peers. */
  readonly internalListener: ListenerConfig | undefined;
  /** Where voters of the metadata quorum are, by node id; who votes stands in the metadata log. */
  readonly quorumVoters: ReadonlyMap<number, HostAndPort>;
  readonly quorumBootstrapServers: readonly HostAndPort[];
  /** Properties the broker was started with and does not know; they are without effect. */
  readonly unknown: readonly string[];
  readonly #texts: Texts;

  private constructor(texts: Texts) {
    this.#texts = texts;
    this.values = parseConfigValues(
      brokerConfigDefinitions,
      new Map([...texts.static, ...texts.dynamicDefault, ...texts.dynamicBroker]),
    );
    this.listeners = parseListeners('listeners', this.values.listeners);
    const advertised = this.values['advertised.listeners'];
    this.advertisedListeners = advertised === null ? this.listeners : parseListeners('advertised.listeners', advertised);
    this.internalListener = internalListener(this.values, this.listeners);
    this.quorumVoters = quorumVoters(this.values['controller.quorum.voters']);
    this.quorumBootstrapServers = quorumBootstrapServers(this.values['controller.quorum.bootstrap.servers']);
    this.unknown = [...texts.static.keys()].filter((name) => !isBrokerConfigName(name));
  }

  /** From Kafka's property names. Throws ConfigError, which names the property. */
  static parse(properties: Readonly<Record<string, string>>): BrokerConfig {
    const config = new BrokerConfig({
      static: new Map(Object.entries(properties)),
      dynamicDefault: nothing,
      dynamicBroker: nothing,
    });
    const { values } = config;
    if (values['broker.heartbeat.interval.ms'] >= values['broker.session.timeout.ms']) {
      throw new ConfigError(
        'broker.heartbeat.interval.ms',
        'broker.heartbeat.interval.ms must be less than broker.session.timeout.ms.',
      );
    }
    if (values['group.min.session.timeout.ms'] > values['group.max.session.timeout.ms']) {
      throw new ConfigError(
        'group.min.session.timeout.ms',
        'group.min.session.timeout.ms must not exceed group.max.session.timeout.ms.',
      );
    }
    if (!values['process.roles'].includes('broker')) {
      throw new ConfigError('process.roles', 'process.roles must have broker: a controller alone is not supported.');
    }
    return config;
  }

  /** The same broker with what the metadata log sets for all brokers and for this one. */
  withDynamic(dynamicDefault: ReadonlyMap<string, string>, dynamicBroker: ReadonlyMap<string, string>): BrokerConfig {
    return new BrokerConfig({ static: this.#texts.static, dynamicDefault, dynamicBroker });
  }

  /** The texts that were given for a property, the one that counts first. */
  settings(name: BrokerConfigName): { source: Exclude<BrokerConfigSource, 'default'>; text: string }[] {
    const { dynamicBroker, dynamicDefault, static: fixed } = this.#texts;
    const layers = [
      { source: 'dynamic-broker', texts: dynamicBroker },
      { source: 'dynamic-default', texts: dynamicDefault },
      { source: 'static', texts: fixed },
    ] as const;
    return layers.flatMap(({ source, texts }) => {
      const text = texts.get(name);
      return text === undefined ? [] : [{ source, text }];
    });
  }
}

import { BrokerConfig } from '../../config/broker-config';
import { ConfigError } from '../../config/config-error';
import { UsageError } from '../usage-error';
import type { BrokerPorts } from './broker-ports';
import type { UpOptions } from './up-options';
import { voterIds } from './voter-ids';

/** Copies of what matters: as many as there are brokers, up to Kafka's usual three. */
const replicationFactorMax = 3;

export interface LocalCluster {
  readonly brokers: readonly BrokerPorts[];
  /** The file with the secret of the internal listeners. */
  readonly secretFile: string;
}

function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

const internalFactor = 'offsets.topic.replication.factor';
const ownFactor = 'default.replication.factor';

/** How many replicas new internal topics get, and how many a person's. */
export function replicationFactors({ overrides }: UpOptions, brokerCount: number): { internal: number; own: number } {
  const usual = Math.min(replicationFactorMax, brokerCount);
  return { internal: Number(overrides[internalFactor] ?? usual), own: Number(overrides[ownFactor] ?? usual) };
}

/** The properties of one local broker, Kafka's names; what the person overrides wins. */
export function brokerProperties(
  options: UpOptions,
  cluster: LocalCluster,
  { id, port, internalPort }: BrokerPorts,
): Record<string, string> {
  const voters = voterIds(cluster.brokers.map((broker) => broker.id));
  const internal = `INTERNAL://localhost:${internalPort}`;
  const replicationFactor = String(Math.min(replicationFactorMax, cluster.brokers.length));
  return {
    'node.id': String(id),
    'process.roles': voters.includes(id) ? 'broker,controller' : 'broker',
    listeners: `PLAINTEXT://${hostInUrl(options.kafkaHost ?? 'localhost')}:${port},${internal}`,
    'advertised.listeners': `PLAINTEXT://${hostInUrl(options.advertisedHost)}:${port},${internal}`,
    'controller.listener.names': 'INTERNAL',
    'inter.broker.listener.name': 'INTERNAL',
    'internal.secret.file': cluster.secretFile,
    'controller.quorum.voters': cluster.brokers
      .filter((broker) => voters.includes(broker.id))
      .map((broker) => `${broker.id}@localhost:${broker.internalPort}`)
      .join(','),
    'controller.quorum.auto.join.enable': String(voters.includes(id)),
    [ownFactor]: replicationFactor,
    [internalFactor]: replicationFactor,
    'transaction.state.log.replication.factor': replicationFactor,
    'transaction.state.log.min.isr': String(Math.max(1, Math.min(replicationFactorMax, cluster.brokers.length) - 1)),
    ...options.overrides,
  };
}

/** Refuses --override values that a broker would refuse or not know, before anything is started. Throws UsageError. */
export function checkOverrides(options: UpOptions): void {
  const broker = { id: 1, port: options.kafkaPort, internalPort: 0 };
  try {
    const properties = brokerProperties(options, { brokers: [broker], secretFile: '' }, broker);
    const [unknown] = BrokerConfig.parse(properties).unknown;
    if (unknown !== undefined) throw new UsageError(`--override: there is no broker property "${unknown}"`);
  } catch (error) {
    throw error instanceof ConfigError ? new UsageError(`--override: ${error.message}`, { cause: error }) : error;
  }
}

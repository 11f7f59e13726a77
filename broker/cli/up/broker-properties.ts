import { BrokerConfig } from '../../config/broker-config';
import { ConfigError } from '../../config/config-error';
import { UsageError } from '../usage-error';
import type { UpOptions } from './up-options';

/** Both loopback families: clients resolve `localhost` to either, so the broker binds both. */
const loopbackHosts = ['127.0.0.1', '::1'] as const;

export function kafkaBindHosts(options: UpOptions): readonly string[] {
  return options.kafkaHost === undefined || options.kafkaHost === 'localhost' ? loopbackHosts : [options.kafkaHost];
}

function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/** The properties of one local broker, Kafka's names; what the person overrides wins. */
export function brokerProperties(options: UpOptions, id: number, kafkaPort: number): Record<string, string> {
  return {
    'node.id': String(id),
    listeners: `PLAINTEXT://${hostInUrl(options.kafkaHost ?? 'localhost')}:${kafkaPort}`,
    'advertised.listeners': `PLAINTEXT://${hostInUrl(options.advertisedHost)}:${kafkaPort}`,
    ...options.overrides,
  };
}

/** Refuses --override values that a broker would refuse or not know, before anything is started. Throws UsageError. */
export function checkOverrides(options: UpOptions): void {
  try {
    const [unknown] = BrokerConfig.parse(brokerProperties(options, 1, options.kafkaPort)).unknown;
    if (unknown !== undefined) throw new UsageError(`--override: there is no broker property "${unknown}"`);
  } catch (error) {
    throw error instanceof ConfigError ? new UsageError(`--override: ${error.message}`, { cause: error }) : error;
  }
}

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

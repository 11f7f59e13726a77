import type { UpOptions } from './up-options';

/** Both loopback families: clients resolve `localhost` to either, so the broker binds both. */
export const loopbackHosts = ['127.0.0.1', '::1'] as const;

/** Where the Kafka ports are bound. */
export function kafkaBindHosts({ kafkaHost }: UpOptions): readonly string[] {
  return kafkaHost === undefined || kafkaHost === 'localhost' ? loopbackHosts : [kafkaHost];
}

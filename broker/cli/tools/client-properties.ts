import type { KafkaClientOptions } from '../../client/kafka-client';
import { UsageError } from '../usage-error';
import { wholeNumber } from './command-line';

/** What the file of `--command-config` may say about the connection. */
export type ClientProperties = Partial<
  Pick<KafkaClientOptions, 'bootstrapServers' | 'clientId' | 'requestTimeoutMs' | 'connectTimeoutMs'>
>;

/**
 * Reads a Java client's properties. Those that only tune a Java client are passed over; a secured connection, which this
 * client cannot make, is refused.
 */
export function clientProperties(properties: ReadonlyMap<string, string>): ClientProperties {
  const protocol = properties.get('security.protocol');
  if (protocol !== undefined && protocol.toUpperCase() !== 'PLAINTEXT') {
    throw new UsageError(`--command-config: security.protocol=${protocol} is not supported; only PLAINTEXT is`);
  }
  const milliseconds = (name: string): number | undefined => {
    const text = properties.get(name);
    return text === undefined ? undefined : wholeNumber(`command-config: ${name}`, text, 1);
  };
  const bootstrapServers = properties.get('bootstrap.servers');
  const clientId = properties.get('client.id');
  const requestTimeoutMs = milliseconds('request.timeout.ms') ?? milliseconds('default.api.timeout.ms');
  const connectTimeoutMs = milliseconds('socket.connection.setup.timeout.ms');
  return {
    ...(bootstrapServers === undefined ? {} : { bootstrapServers }),
    ...(clientId === undefined ? {} : { clientId }),
    ...(requestTimeoutMs === undefined ? {} : { requestTimeoutMs }),
    ...(connectTimeoutMs === undefined ? {} : { connectTimeoutMs }),
  };
}

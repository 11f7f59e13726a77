import { stat } from 'node:fs/promises';
import path from 'node:path';
import { BrokerConfig } from '../../config/broker-config';
import { ConfigError } from '../../config/config-error';
import { readPropertiesFile } from '../properties-file';
import { UsageError } from '../usage-error';

/** What a broker's properties file, and what is set over it, come to. */
export interface ServerProperties {
  readonly properties: Readonly<Record<string, string>>;
  readonly config: BrokerConfig;
  /** The one log directory, absolute. */
  readonly directory: string;
}

/** Reads the file of --config; what a broker would refuse is a UsageError that names the property and the file. */
export async function readServerProperties(
  file: string,
  overrides: ReadonlyMap<string, string> = new Map(),
): Promise<ServerProperties> {
  const texts = new Map([...(await readPropertiesFile('config', file)), ...overrides]);
  const secretFile = texts.get('internal.secret.file');
  if (secretFile !== undefined) texts.set('internal.secret.file', path.resolve(secretFile));
  const properties = Object.fromEntries(texts);
  try {
    const config = BrokerConfig.parse(properties);
    return { properties, config, directory: logDirectory(config) };
  } catch (error) {
    throw error instanceof ConfigError ? new UsageError(`${file}: ${error.message}`, { cause: error }) : error;
  }
}

/** Kafka's default, in /tmp, is no place for data that somebody wants to keep: the directory has to be named. */
function logDirectory(config: BrokerConfig): string {
  const named = config.values['log.dirs'] ?? config.settings('log.dir').map(({ text }) => text);
  const [directory, ...more] = named;
  if (directory === undefined) throw new ConfigError('log.dirs', 'log.dirs must name a directory.');
  if (more.length > 0) throw new ConfigError('log.dirs', 'log.dirs must name one directory: several are not supported.');
  return path.resolve(directory);
}

/** Other users of the machine must not be able to read the secret. Throws UsageError. */
export async function checkSecretFile({ config }: ServerProperties): Promise<void> {
  const file = config.values['internal.secret.file'];
  if (file === null || process.platform === 'win32') return;
  try {
    const { mode } = await stat(file);
    if ((mode & 0o077) === 0) return;
    const shown = (mode & 0o777).toString(8);
    throw new UsageError(`internal.secret.file: ${file} can be read by others (mode ${shown}); run chmod 600 ${file}`);
  } catch (error) {
    if (UsageError.is(error)) throw error;
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(`internal.secret.file: ${file} cannot be read (${reason})`, { cause: error });
  }
}

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

/** What brokers say to each other is authenticated, and not encrypted. Throws UsageError. */
export function refuseOpenNetwork({ config }: ServerProperties): void {
  const { internalListener, quorumVoters, quorumBootstrapServers } = config;
  const hosts = [internalListener, ...quorumVoters.values(), ...quorumBootstrapServers].map((address) => address?.host);
  const open = hosts.find((host) => host !== undefined && !loopback.test(host));
  if (open === undefined) return;
  throw new UsageError(
    `a cluster over several hosts (${open === '' ? 'every address' : open}) is experimental: its brokers authenticate, but ` +
      'what they say to each other is not encrypted. Give --insecure-internal if the network is yours alone; past one machine ' +
      'the advice is Apache Kafka.',
  );
}

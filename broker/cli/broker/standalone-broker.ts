import { startBroker, type RunningBroker } from '../../index';
import { readMetaProperties } from '../../interbroker/meta-properties';
import { StorageError } from '../../interbroker/storage-error';
import { createNodeLogger } from '../../platform/node/node-logger';
import { createNodePlatform } from '../../platform/node/node-platform';
import { TransportError } from '../../platform/transport';
import { ConfigError } from '../../config/config-error';
import { KafkaError } from '../../protocol/kafka-error';
import { helpText, keyValues, parseCommandLine, type OptionSpecs } from '../tools/command-line';
import { lockDirectory } from '../up/directory-lock';
import { UsageError } from '../usage-error';
import { checkSecretFile, readServerProperties, refuseOpenNetwork, type ServerProperties } from './server-properties';

const specs: OptionSpecs = {
  config: { kind: 'value', placeholder: 'file', help: "the broker's properties, in Kafka's names; log.dirs is its directory" },
  override: { kind: 'values', placeholder: 'name=value', help: 'a property over the one in the file; may be repeated' },
  'insecure-internal': { kind: 'flag', help: 'let brokers on other hosts in, without encryption (experimental)' },
  help: { kind: 'flag', help: 'print this and exit' },
};

/** libuv's own number is four: a few fsyncs stall all other disk work. */
const threadPoolSize = '16';
/** One Ctrl-C may arrive twice: from the terminal's process group and passed on by npm. */
const sameSignalMs = 500;

/** Runs a broker until a signal stops it. Resolves to the exit code. */
export async function runStandaloneBroker(args: readonly string[]): Promise<number> {
  const options = parseCommandLine('broker', args, specs);
  if (options.flag('help')) {
    process.stdout.write(helpText('broker', 'Runs one broker, in a directory that "ottla storage format" made.', specs));
    return 0;
  }
  const file = options.value('config');
  if (file === undefined) throw new UsageError('broker: --config is needed: the file with the properties of the broker');
  const server = await readServerProperties(file, keyValues('override', options.values('override')));
  if (!options.flag('insecure-internal')) refuseOpenNetwork(server);
  await checkSecretFile(server);
  return run(file, server);
}

async function run(file: string, { directory, properties, config }: ServerProperties): Promise<number> {
  const logger = createNodeLogger();
  const platform = createNodePlatform({ logger });
  let broker: RunningBroker;
  try {
    if ((await readMetaProperties(platform.fileSystem, directory)) === undefined) {
      throw new UsageError(`log.dirs: ${directory} is not formatted; "ottla storage format" does that`);
    }
    const lock = await lockDirectory(directory);
    if (lock === undefined) throw new UsageError(`log.dirs: ${directory} is in use by another broker`);
    for (const name of config.unknown) logger.warn(`${file} sets ${name}, which is no property of this broker.`);
    if (process.env['UV_THREADPOOL_SIZE'] === undefined) {
      logger.warn(`Set UV_THREADPOOL_SIZE=${threadPoolSize} in the environment before this broker is put under load.`);
    }
    broker = await startBroker({ platform, directory, properties });
  } catch (error) {
    throw isForPeople(error) ? new UsageError(`broker: ${error.message}`, { cause: error }) : error;
  }
  const { nodeId, clusterId, host, port } = broker;
  logger.info(`Broker ${nodeId} of cluster ${clusterId} serves clients at ${host}:${port}.`);
  const stopped = untilSignalled().then(async (signal) => {
    logger.info(`Broker ${nodeId} stops (${signal}): it hands over what it leads.`);
    await broker.stop({ wholeCluster: false });
    return 0;
  });
  const failed = broker.failed.then((reason) => {
    logger.error(`Broker ${nodeId} gives up: ${reason.message}`);
    return 1;
  });
  return Promise.race([stopped, failed]);
}

/** Resolves at the first signal; a second one, later, ends the process at once. */
function untilSignalled(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let firstAtMs: number | undefined;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        const nowMs = performance.now();
        if (firstAtMs === undefined) {
          firstAtMs = nowMs;
          resolve(signal);
        } else if (nowMs - firstAtMs > sameSignalMs) process.exit(130);
      });
    }
  });
}

/** What went wrong with what the person set up, as opposed to a fault of ours. */
function isForPeople(error: unknown): error is Error {
  return [ConfigError, StorageError, TransportError, KafkaError].some((kind) => error instanceof kind);
}

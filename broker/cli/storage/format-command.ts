import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrokerConfig } from '../../config/broker-config';
import type { Voter } from '../../interbroker/bootstrap-checkpoint';
import { formatStorage } from '../../interbroker/format-storage';
import { readMetaProperties } from '../../interbroker/meta-properties';
import { StorageError } from '../../interbroker/storage-error';
import { randomUuid } from '../../metadata/random-uuid';
import type { Platform } from '../../platform/platform';
import type { Uuid } from '../../protocol/primitives/uuid';
import { readServerProperties, type ServerProperties } from '../broker/server-properties';
import type { Options, OptionSpecs } from '../tools/command-line';
import { UsageError } from '../usage-error';
import { readInitialControllers } from './initial-controllers';

export const formatSpecs: OptionSpecs = {
  config: { kind: 'value', placeholder: 'file', help: "the broker's properties; log.dirs is formatted" },
  'cluster-id': { kind: 'value', placeholder: 'id', help: 'of the cluster; a new one when --standalone begins a cluster' },
  standalone: { kind: 'flag', help: 'begin a cluster with this node as its only voter' },
  'initial-controllers': {
    kind: 'value',
    placeholder: 'id@host:port:directory-id,…',
    help: 'begin a cluster with these voters, this node among them; the same on each of them',
  },
  'no-initial-controllers': { kind: 'flag', help: 'join a cluster that has its voters' },
  'ignore-formatted': { kind: 'flag', help: 'leave a directory alone that is formatted already' },
};

const sources = ['standalone', 'initial-controllers', 'no-initial-controllers'] as const;

interface Plan {
  readonly directoryId: Uuid;
  readonly voters: readonly Voter[] | 'none';
}

/** `ottla storage format`. Writes what was done to `print`; resolves to the exit code. */
export async function formatCommand(platform: Platform, options: Options, print: (line: string) => void): Promise<number> {
  const server = await readServerProperties(demanded(options, 'config'));
  const { directory, config } = server;
  const plan = planOf(platform, options, config);
  const existing = await readMeta(platform, directory);
  if (existing !== undefined) {
    if (!options.flag('ignore-formatted')) {
      throw new UsageError(`Log directory ${directory} is already formatted. Use --ignore-formatted to ignore this directory.`);
    }
    print('All of the log directories are already formatted.');
    return 0;
  }
  await ensureSecret(server, print);
  await makeParent(directory);
  const clusterId = options.value('cluster-id') ?? randomUuid(platform.random);
  const nodeId = config.values['node.id'];
  await format(platform, { directory, nodeId, clusterId, ...plan });
  const what = plan.voters === 'none' ? 'metadata directory' : 'dynamic metadata voter directory';
  print(`Formatting ${what} ${directory} of node ${nodeId} for cluster ${clusterId}.`);
  return 0;
}

function demanded(options: Options, name: string): string {
  const value = options.value(name);
  if (value === undefined) throw new UsageError(`storage format: --${name} is needed`);
  return value;
}

/** Who votes, from the options. Throws UsageError. */
function planOf({ random }: Platform, options: Options, config: BrokerConfig): Plan {
  const [source, ...more] = sources.filter((name) => options.flag(name));
  if (source === undefined || more.length > 0) {
    throw new UsageError('storage format: one of --standalone, --initial-controllers and --no-initial-controllers is needed');
  }
  const id = config.values['node.id'];
  if (source !== 'standalone') demanded(options, 'cluster-id');
  if (source === 'no-initial-controllers') return { directoryId: randomUuid(random), voters: 'none' };
  if (!config.values['process.roles'].includes('controller')) {
    throw new UsageError(`storage format: --${source} is for nodes whose process.roles has controller`);
  }
  if (source === 'standalone') {
    const directoryId = randomUuid(random);
    return { directoryId, voters: [{ id, directoryId, ...ownAddress(config) }] };
  }
  const voters = readInitialControllers(demanded(options, source));
  const own = voters.find((voter) => voter.id === id);
  if (own === undefined) {
    throw new UsageError(`--initial-controllers: node ${id} is not among them; --no-initial-controllers lets it join later`);
  }
  return { directoryId: own.directoryId, voters };
}

/** Nobody else needs to find the only voter yet, so that an address it cannot know is left out. */
function ownAddress({ internalListener, advertisedListeners }: BrokerConfig): Pick<Voter, 'address'> {
  if (internalListener === undefined || internalListener.port === 0) return {};
  const { host, port } = advertisedListeners.find(({ name }) => name === internalListener.name) ?? internalListener;
  return { address: { host: host === '' ? 'localhost' : host, port } };
}

async function readMeta(platform: Platform, directory: string) {
  return forPeople(() => readMetaProperties(platform.fileSystem, directory));
}

async function format(platform: Platform, options: Omit<Parameters<typeof formatStorage>[0], 'fileSystem' | 'random'>) {
  return forPeople(() => formatStorage({ ...platform, ...options }));
}

async function forPeople<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw error instanceof StorageError ? new UsageError(`log.dirs: ${error.message}`, { cause: error }) : error;
  }
}

async function makeParent(directory: string): Promise<void> {
  await mkdir(path.dirname(directory), { recursive: true });
}

/** A secret that is not there is made; every broker of the cluster needs the same one. */
async function ensureSecret({ config }: ServerProperties, print: (line: string) => void): Promise<void> {
  const file = config.values['internal.secret.file'];
  if (file === null) return;
  try {
    await writeFile(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
    print(`Made the secret ${file}: all brokers of the cluster need the same one.`);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return;
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(`internal.secret.file: ${file} cannot be made (${reason})`, { cause: error });
  }
}

import { randomUuid } from '../metadata/random-uuid';
import type { FileSystem } from '../platform/file-system';
import type { Random } from '../platform/random';
import type { Uuid } from '../protocol/primitives/uuid';
import { bootstrapCheckpointFile, encodeBootstrapCheckpoint, type Voter } from './bootstrap-checkpoint';
import { encodeMetaProperties, metaPropertiesFile, readMetaProperties, type MetaProperties } from './meta-properties';
import { StorageError } from './storage-error';

export const metadataLogDirectory = '__cluster_metadata-0';

interface FormatOptions {
  fileSystem: FileSystem;
  random: Random;
  directory: string;
  nodeId: number;
  /** A new cluster's when absent. */
  clusterId?: string;
  /** A new one when absent; given when the voters of a new cluster have to name each other. */
  directoryId?: Uuid;
  /** The first voters of a new cluster; this node alone when absent. `none` for a node that joins a cluster that has some. */
  voters?: readonly Voter[] | 'none';
}

/**
 * Makes `directory` the log directory of a node. One that is not there appears whole or not at all; an empty one is
 * filled in place, meta.properties last. Anything else is somebody's and is refused with a StorageError.
 */
export async function formatStorage({ fileSystem, random, directory, ...options }: FormatOptions): Promise<MetaProperties> {
  const { nodeId, clusterId = randomUuid(random), directoryId = randomUuid(random) } = options;
  const properties = { clusterId, nodeId, directoryId };
  const voters = options.voters ?? [{ id: nodeId, directoryId }];
  const found = await fileSystem.stat(directory);
  if (found === undefined) {
    const temporary = `${directory}.formatting`;
    await fileSystem.removeDirectory(temporary);
    await fill(fileSystem, temporary, properties, voters);
    await fileSystem.rename(temporary, directory);
    await fileSystem.syncDirectory(parentOf(directory));
    return properties;
  }
  if (found.kind === 'file') throw new StorageError(directory, `${directory} is a file, not a directory.`);
  await refuseForeign(fileSystem, directory);
  await fill(fileSystem, directory, properties, voters);
  return properties;
}

/** Who joins finds the voters in the log that it is sent, and has no checkpoint to start from. */
async function fill(
  fileSystem: FileSystem,
  directory: string,
  properties: MetaProperties,
  voters: readonly Voter[] | 'none',
): Promise<void> {
  const metadata = `${directory}/${metadataLogDirectory}`;
  await fileSystem.makeDirectory(metadata);
  if (voters !== 'none')
    await fileSystem.replaceFile(`${metadata}/${bootstrapCheckpointFile}`, encodeBootstrapCheckpoint(voters));
  await fileSystem.replaceFile(`${directory}/${metaPropertiesFile}`, encodeMetaProperties(properties));
  await fileSystem.syncDirectory(directory);
}

/** What a volume holds when it is new. */
const namesOfEmpty: ReadonlySet<string> = new Set(['lost+found']);
/** What a format that was cut short can leave behind; it has written no record, so it is begun again. */
const namesOfUnfinished: ReadonlySet<string> = new Set([metadataLogDirectory, `${metaPropertiesFile}.tmp`]);

async function refuseForeign(fileSystem: FileSystem, directory: string): Promise<void> {
  const existing = await readMetaProperties(fileSystem, directory);
  if (existing !== undefined) {
    throw new StorageError(
      directory,
      `${directory} is formatted already, for node ${existing.nodeId} of cluster ${existing.clusterId}.`,
    );
  }
  const names = (await fileSystem.list(directory)).filter((name) => !namesOfEmpty.has(name));
  const foreign = names.find((name) => !namesOfUnfinished.has(name));
  if (foreign !== undefined)
    throw new StorageError(directory, `${directory} is not a broker's: it holds "${foreign}" and no ${metaPropertiesFile}.`);
  if (!names.includes(metadataLogDirectory)) return;
  const logFiles = await fileSystem.list(`${directory}/${metadataLogDirectory}`);
  const record = logFiles.find((name) => !name.startsWith(bootstrapCheckpointFile));
  if (record !== undefined) throw new StorageError(directory, `${directory} has a metadata log but no ${metaPropertiesFile}.`);
}

function parentOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end <= 0 ? path.slice(0, end + 1) || '.' : path.slice(0, end);
}

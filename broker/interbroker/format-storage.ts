import { randomUuid } from '../metadata/random-uuid';
import type { FileSystem } from '../platform/file-system';
import type { Random } from '../platform/random';
import { bootstrapCheckpointFile, encodeBootstrapCheckpoint } from './bootstrap-checkpoint';
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
}

/**
 * Makes `directory` the log directory of a new one-voter cluster. One that is not there appears whole or not at all; an
 * empty one is filled in place, meta.properties last. Anything else is somebody's and is refused with a StorageError.
 */
export async function formatStorage({
  fileSystem,
  random,
  directory,
  nodeId,
  clusterId,
}: FormatOptions): Promise<MetaProperties> {
  const properties = { clusterId: clusterId ?? randomUuid(random), nodeId, directoryId: randomUuid(random) };
  const found = await fileSystem.stat(directory);
  if (found === undefined) {
    const temporary = `${directory}.formatting`;
    await fileSystem.removeDirectory(temporary);
    await fill(fileSystem, temporary, properties);
    await fileSystem.rename(temporary, directory);
    await fileSystem.syncDirectory(parentOf(directory));
    return properties;
  }
  if (found.kind === 'file') throw new StorageError(directory, `${directory} is a file, not a directory.`);
  await refuseForeign(fileSystem, directory);
  await fill(fileSystem, directory, properties);
  return properties;
}

async function fill(fileSystem: FileSystem, directory: string, properties: MetaProperties): Promise<void> {
  const metadata = `${directory}/${metadataLogDirectory}`;
  await fileSystem.makeDirectory(metadata);
  const voter = { id: properties.nodeId, directoryId: properties.directoryId };
  await fileSystem.replaceFile(`${metadata}/${bootstrapCheckpointFile}`, encodeBootstrapCheckpoint([voter]));
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

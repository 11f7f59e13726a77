import { formatStorage, metadataLogDirectory } from '../../interbroker/format-storage';
import { bootstrapCheckpointFile, type Voter } from '../../interbroker/bootstrap-checkpoint';
import { metaPropertiesFile, readMetaProperties, type MetaProperties } from '../../interbroker/meta-properties';
import { randomUuid } from '../../metadata/random-uuid';
import type { FileSystem } from '../../platform/file-system';
import type { Platform } from '../../platform/platform';
import type { Address } from '../../platform/transport';
import { voterIds } from './voter-ids';

export interface BrokerDirectory {
  readonly id: number;
  readonly directory: string;
}

/** What is found at a broker's place. */
export interface FoundDirectory extends BrokerDirectory {
  /** Undefined when it is not formatted, or not there. */
  readonly meta: MetaProperties | undefined;
  /** A broker has run on it: it holds more than formatting leaves. */
  readonly isUsed: boolean;
}

export async function inspectDirectory(fileSystem: FileSystem, { id, directory }: BrokerDirectory): Promise<FoundDirectory> {
  const meta = await readMetaProperties(fileSystem, directory);
  return { id, directory, meta, isUsed: meta !== undefined && (await holdsMoreThanFormat(fileSystem, directory)) };
}

async function holdsMoreThanFormat(fileSystem: FileSystem, directory: string): Promise<boolean> {
  const names = await fileSystem.list(directory);
  if (names.some((name) => name !== metaPropertiesFile && name !== metadataLogDirectory)) return true;
  if (!names.includes(metadataLogDirectory)) return false;
  const logFiles = await fileSystem.list(`${directory}/${metadataLogDirectory}`);
  return logFiles.some((name) => name !== bootstrapCheckpointFile);
}

/** Names of the partitions that a broker has replicas of, the metadata's aside. */
export async function partitionsIn(fileSystem: FileSystem, directory: string): Promise<string[]> {
  if ((await fileSystem.stat(directory)) === undefined) return [];
  const names = await fileSystem.list(directory);
  // A deleted partition's directory is renamed before it is removed.
  return names.filter((name) => /-\d+$/.test(name) && name !== metadataLogDirectory);
}

/**
 * Formats the brokers of a new cluster; the voters know each other from the start. A format that was cut short is begun
 * again: its voters were others.
 */
export async function formatNewCluster(
  { fileSystem, random }: Platform,
  brokers: readonly FoundDirectory[],
  { clusterId, addresses }: { clusterId: string; addresses: ReadonlyMap<number, Address> },
): Promise<void> {
  const voters: Voter[] = voterIds(brokers.map(({ id }) => id)).map((id) => ({
    id,
    directoryId: randomUuid(random),
    address: addresses.get(id),
  }));
  for (const { id, directory, meta } of brokers) {
    if (meta !== undefined) {
      await fileSystem.removeFile(`${directory}/${metaPropertiesFile}`);
      await fileSystem.syncDirectory(directory);
    }
    const directoryId = voters.find((voter) => voter.id === id)?.directoryId ?? randomUuid(random);
    await formatStorage({ fileSystem, random, directory, nodeId: id, clusterId, directoryId, voters });
  }
}

/** Formats a broker that joins a cluster which has its voters already: it learns everything from them. */
export async function formatObserver(
  { fileSystem, random }: Platform,
  { id, directory }: BrokerDirectory,
  clusterId: string,
): Promise<MetaProperties> {
  return formatStorage({ fileSystem, random, directory, nodeId: id, clusterId, voters: 'none' });
}

function wipedName(directory: string): string {
  return `${directory}.wiped`;
}

/**
 * Throws a broker's data away: it comes back as another directory that joins the cluster. The data leaves its place in
 * one step, so that a wipe cut short leaves the broker as it was, or without a directory.
 */
export async function wipeBrokerDirectory(
  platform: Platform,
  { id, directory }: BrokerDirectory,
  clusterId: string,
): Promise<MetaProperties> {
  const { fileSystem } = platform;
  await removeWiped(fileSystem, directory);
  await fileSystem.rename(directory, wipedName(directory));
  const meta = await formatObserver(platform, { id, directory }, clusterId);
  await removeWiped(fileSystem, directory);
  return meta;
}

/** What a wipe that was cut short left behind. */
export async function removeWiped(fileSystem: FileSystem, directory: string): Promise<void> {
  await fileSystem.removeDirectory(wipedName(directory));
}

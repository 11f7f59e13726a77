import { access, constants, mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { randomUuid } from '../../metadata/random-uuid';
import type { Platform } from '../../platform/platform';
import type { Address } from '../../platform/transport';
import { UsageError } from '../usage-error';
import {
  formatNewCluster,
  formatObserver,
  inspectDirectory,
  partitionsIn,
  removeWiped,
  type BrokerDirectory,
  type FoundDirectory,
} from './broker-directories';
import { brokersOfNewCluster } from './cluster-defaults';
import { clusterFileName, readClusterFile, writeClusterFile } from './cluster-file';
import { lockDirectory, type DirectoryLock } from './directory-lock';
import { internalSecretName } from './internal-secret';
import { keptClustersName } from './kept-clusters-name';
import { voterIds } from './voter-ids';

function directoryOf(dataDirectory: string, id: number): BrokerDirectory {
  return { id, directory: path.join(dataDirectory, `broker-${id}`) };
}

function firstIds(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function unusable(directory: string, error: unknown): UsageError {
  if (error instanceof UsageError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new UsageError(`--data-dir: ${directory} cannot be used (${reason})`, { cause: error });
}

async function prepareDirectory(directory: string): Promise<string[]> {
  try {
    await mkdir(directory, { recursive: true });
    if (!(await stat(directory)).isDirectory()) throw new Error('it is not a directory');
    await access(directory, constants.R_OK | constants.W_OK | constants.X_OK);
    return await readdir(directory);
  } catch (error) {
    throw unusable(directory, error);
  }
}

/** Names that an interrupted format may leave behind; anything else in an unfinished directory is somebody's. */
function isOurs(name: string): boolean {
  const prefixes = ['broker-', 'console-', `${clusterFileName}.tmp`, internalSecretName, keptClustersName];
  return prefixes.some((prefix) => name.startsWith(prefix)) || name === 'logs' || name === 'lost+found';
}

/** What the directory is before this start touches it. */
interface Contents {
  readonly clusterId: string;
  /** Brokers that the cluster has already; none in a new directory. */
  readonly present: readonly number[];
  /** `cluster.json` says so. */
  readonly isFinished: boolean;
  /** It was grown before, and that is not done yet. */
  readonly isGrowing: boolean;
}

async function contentsOf(platform: Platform, directory: string, names: readonly string[]): Promise<Contents> {
  const { fileSystem, random } = platform;
  if (names.includes(clusterFileName)) {
    const { clusterId, brokers, isGrowing = false } = await readClusterFile(fileSystem, directory);
    return { clusterId, present: brokers, isFinished: true, isGrowing };
  }
  const ids = names.map((name) => Number(/^broker-(\d+)$/.exec(name)?.[1])).filter((id) => !Number.isNaN(id));
  const found = await Promise.all(ids.map((id) => inspectDirectory(fileSystem, directoryOf(directory, id))));
  const used = found.filter(({ isUsed }) => isUsed);
  const [first] = used;
  if (first?.meta === undefined) return { clusterId: randomUuid(random), present: [], isFinished: false, isGrowing: false };
  // Brokers have run here, so the file was lost later: what they say of themselves tells as much.
  const present = used.map(({ id }) => id).sort((a, b) => a - b);
  const { clusterId } = first.meta;
  if (used.some(({ meta }) => meta?.clusterId !== clusterId) || present.some((id, index) => id !== index + 1))
    throw new UsageError(`--data-dir: ${directory} lacks ${clusterFileName}, and its brokers do not belong together`);
  return { clusterId, present, isFinished: false, isGrowing: false };
}

/**
 * How many brokers there are to be. Throws UsageError when fewer are wanted than there are and those left out vote on the
 * metadata or hold data.
 */
async function brokerCountOf(
  { fileSystem }: Platform,
  directory: string,
  { present, wanted }: { present: readonly number[]; wanted: number | undefined },
): Promise<number> {
  if (wanted === undefined) return present.length === 0 ? brokersOfNewCluster : present.length;
  for (const id of present.slice(wanted)) {
    if (voterIds(present).includes(id))
      throw new UsageError(`--brokers: broker ${id} of ${directory} votes on the cluster's metadata; ${wanted} is too few`);
    const [held] = await partitionsIn(fileSystem, directoryOf(directory, id).directory);
    if (held === undefined) continue;
    throw new UsageError(
      `--brokers: broker ${id} of ${directory} holds data (${held}), which ${wanted} cannot serve; leave --brokers away, ` +
        `or move the data to other brokers first (ottla reassign-partitions)`,
    );
  }
  return wanted;
}

/**
 * A data directory, locked against a second start: one directory for each broker, and `cluster.json`, which says which
 * those are. It knows what is to be done to it when it is opened; format() does it.
 */
export class DataDirectory {
  readonly path: string;
  readonly clusterId: string;
  readonly brokers: readonly BrokerDirectory[];
  /** Brokers were added, and the internal topics have no replicas on them yet. */
  readonly isGrowing: boolean;
  readonly #platform: Platform;
  readonly #lock: DirectoryLock;
  readonly #contents: Contents;

  private constructor(
    platform: Platform,
    directory: string,
    options: { lock: DirectoryLock; contents: Contents; count: number },
  ) {
    const { lock, contents, count } = options;
    const { clusterId, present } = contents;
    this.#platform = platform;
    this.#lock = lock;
    this.#contents = contents;
    this.path = directory;
    this.clusterId = clusterId;
    this.brokers = firstIds(count).map((id) => directoryOf(directory, id));
    this.isGrowing = contents.isGrowing || (present.length > 0 && present.length < count);
  }

  /**
   * Throws UsageError when the directory belongs to something else, cannot be written, is held by another process, or
   * needs more brokers than are wanted. Without a wanted number it is what the directory holds.
   */
  static async open(platform: Platform, directory: string, wanted: number | undefined): Promise<DataDirectory> {
    const names = await prepareDirectory(directory);
    const foreign = names.includes(clusterFileName) ? undefined : names.find((name) => !isOurs(name));
    if (foreign !== undefined) {
      throw new UsageError(`--data-dir: ${directory} holds other things (${foreign}); give an empty or a new directory`);
    }
    const lock = await lockDirectory(directory);
    if (lock === undefined) throw new UsageError(`--data-dir: ${directory} is in use by another start of Ottla`);
    try {
      const contents = await contentsOf(platform, directory, names);
      const count = await brokerCountOf(platform, directory, { present: contents.present, wanted });
      return new DataDirectory(platform, directory, { lock, contents, count });
    } catch (error) {
      await lock.release();
      throw unusable(directory, error);
    }
  }

  directoryOf(id: number): string {
    return directoryOf(this.path, id).directory;
  }

  /** Formats what is not there yet, `cluster.json` last. `addresses` are those of the internal listeners, by broker. */
  async format(addresses: ReadonlyMap<number, Address>): Promise<void> {
    const { fileSystem } = this.#platform;
    const { clusterId, brokers } = this;
    const { present, isFinished } = this.#contents;
    try {
      const found = await Promise.all(brokers.map((broker) => inspectDirectory(fileSystem, broker)));
      if (present.length === 0) await formatNewCluster(this.#platform, found, { clusterId, addresses });
      else await this.#formatJoining(found);
      for (const { directory } of brokers) await removeWiped(fileSystem, directory);
      if (isFinished && present.length === brokers.length) return;
      await this.#writeClusterFile({ isGrowing: this.isGrowing });
      for (const id of present.slice(brokers.length)) await fileSystem.removeDirectory(this.directoryOf(id));
    } catch (error) {
      throw unusable(this.path, error);
    }
  }

  /** The internal topics have replicas on the brokers that were added. */
  growthIsDone(): Promise<void> {
    return this.#writeClusterFile({ isGrowing: false });
  }

  release(): Promise<void> {
    return this.#lock.release();
  }

  async #writeClusterFile({ isGrowing }: { isGrowing: boolean }): Promise<void> {
    const { clusterId, brokers } = this;
    const content = { version: 1, clusterId, brokers: brokers.map(({ id }) => id), ...(isGrowing ? { isGrowing } : {}) } as const;
    await writeClusterFile(this.#platform.fileSystem, this.path, content);
  }

  /** Brokers that are added, and those whose directory somebody has removed: they get everything from the others. */
  async #formatJoining(found: readonly FoundDirectory[]): Promise<void> {
    const voters = voterIds(this.#contents.present);
    const lost = found.filter(({ id, meta }) => meta === undefined && voters.includes(id)).map(({ id }) => id);
    if (voters.length - lost.length <= voters.length / 2) {
      const missing = lost.map((id) => `broker-${id}`).join(' and ');
      throw new UsageError(
        `--data-dir: ${this.path} lacks ${missing}, and without a majority of the metadata's copies nobody knows the ` +
          `cluster's topics; put back what was removed, or begin anew with another --data-dir`,
      );
    }
    for (const { id, directory, meta } of found) {
      if (meta === undefined) await formatObserver(this.#platform, { id, directory }, this.clusterId);
      else if (meta.clusterId !== this.clusterId || meta.nodeId !== id)
        throw new UsageError(`--data-dir: ${directory} belongs to node ${meta.nodeId} of cluster ${meta.clusterId}`);
    }
  }
}

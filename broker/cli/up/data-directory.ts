import { access, constants, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { formatStorage } from '../../interbroker/format-storage';
import { readMetaProperties } from '../../interbroker/meta-properties';
import type { Platform } from '../../platform/platform';
import { UsageError } from '../usage-error';
import { lockDirectory, type DirectoryLock } from './directory-lock';

/** `cluster.json`, written last when a data directory is formatted: without it the directory is not finished. */
interface ClusterFile {
  version: 1;
  clusterId: string;
  /** Node ids of the local brokers; each has `broker-<id>` beside this file. */
  brokers: number[];
}

export interface DataDirectory {
  path: string;
  clusterId: string;
  brokers: readonly { id: number; directory: string }[];
  lock: DirectoryLock;
}

const clusterFileName = 'cluster.json';

export function brokerDirectory(dataDirectory: string, id: number): string {
  return path.join(dataDirectory, `broker-${id}`);
}

function unusable(directory: string, error: unknown): UsageError {
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

function parseClusterFile(directory: string, text: string): ClusterFile {
  const wrong = new UsageError(`--data-dir: ${path.join(directory, clusterFileName)} is not a cluster file of this program`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new UsageError(wrong.message, { cause: error });
  }
  if (typeof parsed !== 'object' || parsed === null || !('clusterId' in parsed) || !('brokers' in parsed)) throw wrong;
  const { clusterId, brokers } = parsed;
  if (typeof clusterId !== 'string' || !Array.isArray(brokers)) throw wrong;
  const ids = brokers.filter((id): id is number => Number.isInteger(id));
  if (ids.length === 0 || ids.length !== brokers.length) throw wrong;
  return { version: 1, clusterId, brokers: ids };
}

async function writeClusterFile(directory: string, content: ClusterFile): Promise<void> {
  const file = path.join(directory, clusterFileName);
  await writeFile(`${file}.tmp`, `${JSON.stringify(content, null, 2)}\n`);
  await rename(`${file}.tmp`, file);
}

async function format(platform: Platform, directory: string): Promise<ClusterFile> {
  const nodeId = 1;
  const broker = brokerDirectory(directory, nodeId);
  const interrupted = await readMetaProperties(platform.fileSystem, broker);
  if (interrupted === undefined) {
    await formatStorage({ fileSystem: platform.fileSystem, random: platform.random, directory: broker, nodeId });
  }
  const properties = interrupted ?? (await readMetaProperties(platform.fileSystem, broker));
  if (properties === undefined) throw new Error(`${broker} has no meta.properties after formatting`);
  const content: ClusterFile = { version: 1, clusterId: properties.clusterId, brokers: [nodeId] };
  await writeClusterFile(directory, content);
  return content;
}

/** Names that an interrupted format may leave behind; anything else in an unfinished directory is somebody's. */
function isOurs(name: string): boolean {
  return name.startsWith('broker-') || name.startsWith(`${clusterFileName}.tmp`) || name === 'logs' || name === 'lost+found';
}

/**
 * Opens, or formats, a data directory and locks it against a second start. Throws UsageError when it belongs to
 * something else, cannot be written, is held by another process, or has another number of brokers than asked for.
 */
export async function openDataDirectory(platform: Platform, directory: string, brokerCount: number): Promise<DataDirectory> {
  const names = await prepareDirectory(directory);
  const isFinished = names.includes(clusterFileName);
  const foreign = isFinished ? undefined : names.find((name) => !isOurs(name));
  if (foreign !== undefined) {
    throw new UsageError(`--data-dir: ${directory} holds other things (${foreign}); give an empty or a new directory`);
  }
  const lock = await lockDirectory(directory);
  if (lock === undefined) throw new UsageError(`--data-dir: ${directory} is in use by another start of Ottla`);
  try {
    const cluster = isFinished
      ? parseClusterFile(directory, await readFile(path.join(directory, clusterFileName), 'utf8'))
      : await format(platform, directory);
    if (cluster.brokers.length !== brokerCount) {
      throw new UsageError(`--brokers: ${directory} holds the data of ${cluster.brokers.length} brokers, not of ${brokerCount}`);
    }
    const brokers = cluster.brokers.map((id) => ({ id, directory: brokerDirectory(directory, id) }));
    return { path: directory, clusterId: cluster.clusterId, brokers, lock };
  } catch (error) {
    await lock.release();
    throw error instanceof UsageError ? error : unusable(directory, error);
  }
}

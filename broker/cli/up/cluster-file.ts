import type { FileSystem } from '../../platform/file-system';
import { UsageError } from '../usage-error';

export const clusterFileName = 'cluster.json';

/** `cluster.json`, written last when a data directory is formatted or grown: without it the directory is not finished. */
export interface ClusterFile {
  version: 1;
  clusterId: string;
  /** Node ids of the local brokers; each has `broker-<id>` beside this file. */
  brokers: number[];
  /** It was grown, and the internal topics have not been given replicas on the new brokers yet. */
  isGrowing?: boolean;
}

/** Throws UsageError when the file is not one of this program. */
export async function readClusterFile(fileSystem: FileSystem, directory: string): Promise<ClusterFile> {
  const file = `${directory}/${clusterFileName}`;
  const wrong = new UsageError(`--data-dir: ${file} is not a cluster file of this program`);
  const text = (await fileSystem.readFile(file)).toString('utf8');
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
  const isGrowing = 'isGrowing' in parsed && parsed.isGrowing === true;
  return { version: 1, clusterId, brokers: ids, ...(isGrowing ? { isGrowing } : {}) };
}

export async function writeClusterFile(fileSystem: FileSystem, directory: string, content: ClusterFile): Promise<void> {
  await fileSystem.replaceFile(`${directory}/${clusterFileName}`, Buffer.from(`${JSON.stringify(content, null, 2)}\n`));
}

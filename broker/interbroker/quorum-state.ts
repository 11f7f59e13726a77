import { FileError, type FileSystem } from '../platform/file-system';
import type { Uuid } from '../protocol/primitives/uuid';
import { StorageError } from './storage-error';

/** The vote of this node, as Kafka keeps it. */
export interface QuorumState {
  /** -1: not known. */
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly votedId: number;
  readonly votedDirectoryId: Uuid;
}

/**
 * `quorum-state` in the metadata log's directory: one JSON object with leaderId, leaderEpoch, votedId, votedDirectoryId
 * and data_version 1. It is durable before the node acts on it, so that a node never votes twice in an epoch.
 */
const quorumStateFile = 'quorum-state';

function numberOf(record: object, name: string): number | undefined {
  const value: unknown = Reflect.get(record, name);
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}

/** Undefined before the first election. */
export async function readQuorumState(fileSystem: FileSystem, directory: string): Promise<QuorumState | undefined> {
  let text: string;
  try {
    text = (await fileSystem.readFile(`${directory}/${quorumStateFile}`)).toString('utf8');
  } catch (error) {
    if (error instanceof FileError && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const state = parse(text);
  if (state === undefined) throw new StorageError(directory, `${quorumStateFile} in ${directory} cannot be read.`);
  return state;
}

function parse(text: string): QuorumState | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const leaderEpoch = numberOf(value, 'leaderEpoch');
  const votedDirectoryId: unknown = Reflect.get(value, 'votedDirectoryId');
  if (leaderEpoch === undefined || typeof votedDirectoryId !== 'string') return undefined;
  return {
    leaderEpoch,
    votedDirectoryId,
    leaderId: numberOf(value, 'leaderId') ?? -1,
    votedId: numberOf(value, 'votedId') ?? -1,
  };
}

export async function writeQuorumState(fileSystem: FileSystem, directory: string, state: QuorumState): Promise<void> {
  const { leaderId, leaderEpoch, votedId, votedDirectoryId } = state;
  const json = JSON.stringify({ leaderId, leaderEpoch, votedId, votedDirectoryId, data_version: 1 });
  await fileSystem.replaceFile(`${directory}/${quorumStateFile}`, Buffer.from(json));
}

import { join } from 'node:path';
import type { FileSystem } from '../platform/file-system';
import type { Logger } from '../platform/logger';
import { LeaderEpochCache } from './leader-epoch-cache';

export const leaderEpochFileName = 'leader-epoch-checkpoint';

/** A damaged file counts as empty: recovery finds the epochs in the batches. */
export async function readLeaderEpochs(fileSystem: FileSystem, directory: string, logger: Logger): Promise<LeaderEpochCache> {
  const cache = LeaderEpochCache.parse(await fileSystem.readFile(join(directory, leaderEpochFileName)));
  if (cache !== undefined) return cache;
  logger.warn('A leader epoch checkpoint is damaged; it is not used.', { directory });
  return new LeaderEpochCache();
}

/** Writes the epochs durably if the file lacks any. */
export async function writeLeaderEpochs(fileSystem: FileSystem, directory: string, cache: LeaderEpochCache): Promise<void> {
  if (!cache.dirty) return;
  const content = cache.toBuffer();
  cache.dirty = false;
  try {
    await fileSystem.replaceFile(join(directory, leaderEpochFileName), content);
  } catch (error) {
    cache.dirty = true;
    throw error;
  }
}

import type { FileSystem } from '../platform/file-system';
import type { Logger } from '../platform/logger';
import { FileCache } from './file-cache';
import { IndexCache } from './index-cache';
import { RecentMemory } from './recent-batches';

/** What the logs of a directory share. */
export interface LogResources {
  readonly files: FileCache;
  readonly indexes: IndexCache;
  readonly recent: RecentMemory;
  readonly logger: Logger;
}

export function createLogResources(options: { fileSystem: FileSystem; logger: Logger; openFilesMax?: number }): LogResources {
  const { fileSystem, logger, openFilesMax } = options;
  return {
    files: new FileCache({ fileSystem, logger, ...(openFilesMax === undefined ? {} : { openMax: openFilesMax }) }),
    indexes: new IndexCache(),
    recent: new RecentMemory(),
    logger,
  };
}

import { FileError, type FileSystem } from '../platform/file-system';
import { offsetIndexSuffix, timeIndexSuffix } from './file-names';
import type { IndexLimits } from './index-entries';
import { OffsetIndex } from './offset-index';
import { TimeIndex } from './time-index';

export interface SegmentIndexes {
  readonly offsets: OffsetIndex;
  readonly times: TimeIndex;
}

interface IndexFilesOptions {
  readonly fileSystem: FileSystem;
  readonly baseOffset: number;
  readonly path: (suffix: string) => string;
  /** How many of the two are there. */
  readonly count: number;
}

/**
 * The two index files of a segment. They are there only while they are true: before batches are added to the segment or
 * cut from it they are removed, and when it rests they are written anew, each in one step. So whatever becomes of a
 * write, or after a crash, an index file that can be read may be believed; one that is missing is rebuilt.
 */
export class IndexFiles {
  readonly #options: IndexFilesOptions;
  #mayExist: boolean;
  /** A flush may still write them when a truncation wants to remove them. */
  #last: Promise<void> = Promise.resolve();

  constructor(options: IndexFilesOptions) {
    this.#options = options;
    this.#mayExist = options.count > 0;
  }

  get mayExist(): boolean {
    return this.#mayExist;
  }

  /** Undefined when one is missing or cannot be right. */
  async read(limits: IndexLimits): Promise<SegmentIndexes | undefined> {
    const { baseOffset } = this.#options;
    const offsetsContent = await this.#readIfThere(offsetIndexSuffix);
    const timesContent = await this.#readIfThere(timeIndexSuffix);
    const offsets = offsetsContent && OffsetIndex.parse(baseOffset, offsetsContent, limits);
    const times = timesContent && TimeIndex.parse(baseOffset, timesContent, limits);
    return offsets === undefined || times === undefined ? undefined : { offsets, times };
  }

  async #readIfThere(suffix: string): Promise<Buffer | undefined> {
    const { fileSystem, path } = this.#options;
    try {
      return await fileSystem.readFile(path(suffix));
    } catch (error) {
      if (error instanceof FileError && error.code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /**
   * Of an offset index that is not durable a power failure leaves entries out, which only makes lookups longer, or
   * damages it, and it is rebuilt.
   */
  write({ offsets, times }: SegmentIndexes, { durableOffsets }: { durableOffsets: boolean }): Promise<void> {
    return this.#inTurn(async () => {
      this.#mayExist = true;
      await this.#replace(offsetIndexSuffix, offsets.toBuffer(), durableOffsets);
      await this.#replace(timeIndexSuffix, times.toBuffer(), true);
    });
  }

  /** The name is durable once the directory is synced. */
  async #replace(suffix: string, content: Buffer, durable: boolean): Promise<void> {
    const { fileSystem, path } = this.#options;
    const temporary = `${path(suffix)}.tmp`;
    try {
      const handle = await fileSystem.open(temporary, 'create');
      try {
        if (content.length > 0) await handle.write([content], 0);
        if (content.length > 0 && durable) await handle.sync();
      } finally {
        await handle.close();
      }
      await fileSystem.rename(temporary, path(suffix));
    } catch (error) {
      // On a full disk it is the last room, which the metadata needs to go on.
      await fileSystem.removeFile(temporary);
      throw error;
    }
  }

  /** Durable once the directory is synced. */
  remove(): Promise<void> {
    return this.#inTurn(async () => {
      const { fileSystem, path } = this.#options;
      for (const suffix of [offsetIndexSuffix, timeIndexSuffix]) await fileSystem.removeFile(path(suffix));
      this.#mayExist = false;
    });
  }

  #inTurn(operation: () => Promise<void>): Promise<void> {
    const turn = this.#last.then(operation);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

import type { FileSystem } from '../platform/file-system';
import { FileError } from '../platform/file-system';
import type { Logger } from '../platform/logger';
import type { Timer, Timers } from '../platform/timers';
import { deletedSuffix, logSuffix, segmentSuffixes } from './file-names';
import type { LogSegment } from './log-segment';

/** Removes the files of segments in two steps: renamed to `.deleted` now, gone after a delay that lets readers finish. */
export class SegmentRemoval {
  readonly #fileSystem: FileSystem;
  readonly #timers: Timers;
  readonly #logger: Logger;
  readonly #pending = new Set<Timer>();

  constructor(options: { fileSystem: FileSystem; timers: Timers; logger: Logger }) {
    this.#fileSystem = options.fileSystem;
    this.#timers = options.timers;
    this.#logger = options.logger;
  }

  async remove(segments: readonly LogSegment[], delayMs: number): Promise<void> {
    for (const segment of segments) {
      for (const suffix of segmentSuffixes) await this.#markDeleted(segment, suffix);
    }
    const timer = this.#timers.after(delayMs, () => {
      this.#pending.delete(timer);
      this.#removeNow(segments).catch((error: unknown) => {
        this.#logger.warn('Removing deleted segments failed; it is tried again at the next start.', { error: String(error) });
      });
    });
    this.#pending.add(timer);
  }

  /** What has not been removed yet stays as `.deleted` and goes when the log is opened again. */
  cancel(): void {
    for (const timer of this.#pending) timer.cancel();
    this.#pending.clear();
  }

  async #markDeleted(segment: LogSegment, suffix: string): Promise<void> {
    const path = segment.path(suffix);
    if (suffix === logSuffix) {
      await segment.file.rename(`${path}${deletedSuffix}`);
      return;
    }
    try {
      await this.#fileSystem.rename(path, `${path}${deletedSuffix}`);
    } catch (error) {
      if (!(error instanceof FileError && error.code === 'ENOENT')) throw error;
    }
  }

  async #removeNow(segments: readonly LogSegment[]): Promise<void> {
    for (const segment of segments) {
      await segment.release();
      for (const suffix of segmentSuffixes) await this.#fileSystem.removeFile(`${segment.path(suffix)}${deletedSuffix}`);
    }
  }
}

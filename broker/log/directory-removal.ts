import { join } from 'node:path';
import type { Platform } from '../platform/platform';
import type { Timer } from '../platform/timers';
import { topicPartitionName, type TopicPartition } from '../protocol/topic-partition';
import { deletedDirectoryName, deleteSuffix, strayDirectoryName, straySuffix } from './log-directory-name';

/** How long a stray directory is there for a person to look at. Kafka never removes it. */
const strayRemovalMs = 24 * 60 * 60 * 1000;

interface DirectoryRemovalOptions {
  readonly platform: Pick<Platform, 'fileSystem' | 'timers' | 'random' | 'logger'>;
  /** The broker's log directory. */
  readonly directory: string;
}

/** Directories of partitions on their way out: renamed at once, so that nothing opens them again, and removed later. */
export class DirectoryRemoval {
  readonly #options: DirectoryRemovalOptions;
  readonly #timers = new Set<Timer>();

  constructor(options: DirectoryRemovalOptions) {
    this.#options = options;
  }

  /** Removes what a process before this one dropped; what it put aside gets its time once more. */
  async takeUp(names: readonly string[]): Promise<void> {
    const { fileSystem, logger } = this.#options.platform;
    for (const name of names) {
      if (name.endsWith(deleteSuffix)) await fileSystem.removeDirectory(join(this.#options.directory, name));
      if (!name.endsWith(straySuffix)) continue;
      logger.warn('There is a log that no topic here owns; it is removed in a day.', { directory: name });
      this.#removeLater(name, strayRemovalMs);
    }
  }

  /** A partition that is gone. */
  async drop(topicPartition: TopicPartition, delayMs: number): Promise<void> {
    await this.#moveAway(topicPartition, deletedDirectoryName(topicPartition, this.#uniqueId()), delayMs);
  }

  /** A partition that the metadata does not know. */
  async putAside(topicPartition: TopicPartition): Promise<void> {
    await this.#moveAway(topicPartition, strayDirectoryName(topicPartition, this.#uniqueId()), strayRemovalMs);
  }

  /** What has not been removed yet is found at the next start. */
  close(): void {
    for (const timer of this.#timers) timer.cancel();
  }

  async #moveAway(topicPartition: TopicPartition, newName: string, delayMs: number): Promise<void> {
    const { directory, platform } = this.#options;
    await platform.fileSystem.rename(join(directory, topicPartitionName(topicPartition)), join(directory, newName));
    await platform.fileSystem.syncDirectory(directory);
    this.#removeLater(newName, delayMs);
  }

  #removeLater(name: string, delayMs: number): void {
    const timer = this.#options.platform.timers.after(delayMs, () => {
      this.#timers.delete(timer);
      void this.removeNow(join(this.#options.directory, name));
    });
    this.#timers.add(timer);
  }

  /** Never rejects. */
  async removeNow(path: string): Promise<void> {
    const { fileSystem, logger } = this.#options.platform;
    try {
      await fileSystem.removeDirectory(path);
    } catch (error) {
      const fields = { directory: path, error: String(error) };
      logger.warn('Removing the directory of a partition failed; the next start finds it.', fields);
    }
  }

  #uniqueId(): string {
    return this.#options.platform.random.bytes(16).toString('hex');
  }
}

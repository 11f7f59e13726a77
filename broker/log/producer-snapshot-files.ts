import { join } from 'node:path';
import type { FileSystem } from '../platform/file-system';
import type { Logger } from '../platform/logger';
import { offsetOfFileName, producerSnapshotSuffix, segmentFileName } from './file-names';
import { decodeProducerSnapshot, encodeProducerSnapshot } from './producer-snapshot';
import type { ProducerStateEntry } from './producer-state-entry';

/** The `.snapshot` files of a log. */
export class ProducerSnapshotFiles {
  readonly #fileSystem: FileSystem;
  readonly #logger: Logger;
  readonly #directory: string;
  /** Rising. */
  #offsets: number[];

  constructor(options: { fileSystem: FileSystem; logger: Logger; directory: string; names: readonly string[] }) {
    this.#fileSystem = options.fileSystem;
    this.#logger = options.logger;
    this.#directory = options.directory;
    this.#offsets = options.names
      .map((name) => offsetOfFileName(name, producerSnapshotSuffix))
      .filter((offset) => offset !== undefined)
      .sort((a, b) => a - b);
  }

  /** −1 when there is none. */
  get latestOffset(): number {
    return this.#offsets.at(-1) ?? -1;
  }

  async write(offset: number, entries: readonly ProducerStateEntry[]): Promise<void> {
    await this.#fileSystem.replaceFile(this.#path(offset), encodeProducerSnapshot(entries));
    this.#note(offset);
  }

  /** For a log that is closed: should a power failure spoil the file, its checksum says so and the batches tell the same. */
  async writeUnsynced(offset: number, entries: readonly ProducerStateEntry[]): Promise<void> {
    const handle = await this.#fileSystem.open(this.#path(offset), 'create');
    try {
      await handle.write([encodeProducerSnapshot(entries)], 0);
    } finally {
      await handle.close();
    }
    this.#note(offset);
  }

  #note(offset: number): void {
    this.#offsets = [...this.#offsets.filter((other) => other !== offset), offset].sort((a, b) => a - b);
  }

  /** The newest sound snapshot at or below `offsetMax`; damaged ones are removed. */
  async load(offsetMax: number): Promise<{ offset: number; entries: readonly ProducerStateEntry[] } | undefined> {
    for (;;) {
      const offset = this.#offsets.findLast((candidate) => candidate <= offsetMax);
      if (offset === undefined) return undefined;
      const entries = decodeProducerSnapshot(await this.#fileSystem.readFile(this.#path(offset)));
      if (entries !== undefined) return { offset, entries };
      this.#logger.warn('A snapshot of producer state is damaged; it is removed.', { file: this.#path(offset) });
      await this.removeWhere((candidate) => candidate === offset);
    }
  }

  async removeWhere(test: (offset: number) => boolean): Promise<void> {
    for (const offset of this.#offsets.filter(test)) {
      await this.#fileSystem.removeFile(this.#path(offset));
      this.#offsets = this.#offsets.filter((other) => other !== offset);
    }
  }

  #path(offset: number): string {
    return join(this.#directory, segmentFileName(offset, producerSnapshotSuffix));
  }
}

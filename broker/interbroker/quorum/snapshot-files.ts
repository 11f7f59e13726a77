import { FileError, type FileHandle, type FileSystem } from '../../platform/file-system';
import type { Logger } from '../../platform/logger';
import type { SnapshotId } from '../../raft/raft-message';
import { decodeSnapshot, type DecodedSnapshot } from './snapshot-format';

const suffix = '.checkpoint';
const unfinishedSuffix = '.part';
/** `<end offset, 20 digits>-<epoch, 10 digits>.checkpoint`, and `.part` after it while it is being written. */
export function snapshotFileName({ endOffset, epoch }: SnapshotId): string {
  return `${String(endOffset).padStart(20, '0')}-${String(epoch).padStart(10, '0')}${suffix}`;
}

function snapshotIdOf(name: string): SnapshotId | undefined {
  const [, endOffset, epoch] = /^(\d{20})-(\d{10})\.checkpoint$/.exec(name) ?? [];
  return endOffset === undefined || epoch === undefined ? undefined : { endOffset: Number(endOffset), epoch: Number(epoch) };
}

/** The snapshots in the directory of the metadata log. A file has its final name only when it is whole and on the disk. */
export class SnapshotFiles {
  readonly #fileSystem: FileSystem;
  readonly #logger: Logger;
  readonly #directory: string;
  /** The oldest first; the bootstrap checkpoint is not among them. */
  #ids: readonly SnapshotId[] = [];
  #download: { readonly id: SnapshotId; readonly file: FileHandle } | undefined;

  constructor(options: { fileSystem: FileSystem; logger: Logger; directory: string }) {
    this.#fileSystem = options.fileSystem;
    this.#logger = options.logger;
    this.#directory = options.directory;
  }

  get newest(): SnapshotId | undefined {
    return this.#ids.at(-1);
  }

  get oldest(): SnapshotId | undefined {
    return this.#ids[0];
  }

  /** Finds what is there and removes what a crash left unfinished. Resolves to the content of the newest that is whole. */
  async open(): Promise<DecodedSnapshot | undefined> {
    const names = await this.#fileSystem.list(this.#directory);
    for (const name of names) {
      if (name.endsWith(`${suffix}${unfinishedSuffix}`)) await this.#fileSystem.removeFile(this.#pathOf(name));
    }
    this.#ids = names
      .map(snapshotIdOf)
      .filter((id) => id !== undefined)
      .filter(({ endOffset }) => endOffset > 0)
      .sort((a, b) => a.endOffset - b.endOffset);
    for (let id = this.newest; id !== undefined; id = this.newest) {
      const content = await this.read(id);
      if (content !== undefined) return content;
      this.#logger.error('A snapshot of the metadata log is damaged and is left out.', { file: snapshotFileName(id) });
      this.#ids = this.#ids.slice(0, -1);
    }
    return undefined;
  }

  #pathOf(name: string): string {
    return `${this.#directory}/${name}`;
  }

  has({ endOffset, epoch }: SnapshotId): boolean {
    return this.#ids.some((id) => id.endOffset === endOffset && id.epoch === epoch);
  }

  /** Undefined when it is not there or not whole. */
  async read(id: SnapshotId): Promise<DecodedSnapshot | undefined> {
    try {
      return decodeSnapshot(await this.#fileSystem.readFile(this.#pathOf(snapshotFileName(id))));
    } catch (error) {
      if (error instanceof FileError && error.code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** Up to `maxBytes` from `position` on; undefined when the snapshot is not there. */
  async readChunk(id: SnapshotId, position: number, maxBytes: number): Promise<{ bytes: Buffer; sizeBytes: number } | undefined> {
    if (!this.has(id)) return undefined;
    const file = await this.#fileSystem.open(this.#pathOf(snapshotFileName(id)), 'read');
    try {
      const sizeBytes = await file.size();
      const bytes = Buffer.alloc(Math.max(0, Math.min(maxBytes, sizeBytes - position)));
      let filled = 0;
      while (filled < bytes.length) {
        const read = await file.read(bytes, filled, bytes.length - filled, position + filled);
        if (read === 0) break;
        filled += read;
      }
      return { bytes: bytes.subarray(0, filled), sizeBytes };
    } finally {
      await file.close();
    }
  }

  /** Writes a snapshot of this node's own; it is durable when this resolves. */
  async write(id: SnapshotId, batches: Iterable<Buffer>): Promise<void> {
    const path = this.#pathOf(`${snapshotFileName(id)}${unfinishedSuffix}`);
    const file = await this.#fileSystem.open(path, 'create');
    try {
      let position = 0;
      for (const batch of batches) {
        await file.write([batch], position);
        position += batch.length;
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await this.#finish(id);
  }

  /** Adds bytes to a snapshot that is fetched from the leader; those at position 0 begin it anew. */
  async writeChunk(id: SnapshotId, position: number, bytes: Buffer): Promise<void> {
    if (position === 0) {
      await this.#endDownload();
      const path = this.#pathOf(`${snapshotFileName(id)}${unfinishedSuffix}`);
      this.#download = { id, file: await this.#fileSystem.open(path, 'create') };
    }
    const download = this.#download;
    if (download === undefined || snapshotFileName(download.id) !== snapshotFileName(id))
      throw new Error(`bytes of ${snapshotFileName(id)} at ${position}, which was not begun`);
    await download.file.write([bytes], position);
  }

  /** The content of the fetched snapshot, which is durable then; undefined when it is damaged, and thrown away. */
  async finishDownload(id: SnapshotId): Promise<DecodedSnapshot | undefined> {
    await this.#download?.file.sync();
    await this.#endDownload();
    const unfinished = this.#pathOf(`${snapshotFileName(id)}${unfinishedSuffix}`);
    const content = decodeSnapshot(await this.#fileSystem.readFile(unfinished));
    if (content === undefined) await this.#fileSystem.removeFile(unfinished);
    else await this.#finish(id);
    return content;
  }

  async #endDownload(): Promise<void> {
    const download = this.#download;
    this.#download = undefined;
    await download?.file.close();
  }

  async #finish(id: SnapshotId): Promise<void> {
    const path = this.#pathOf(snapshotFileName(id));
    await this.#fileSystem.rename(`${path}${unfinishedSuffix}`, path);
    await this.#fileSystem.syncDirectory(this.#directory);
    this.#ids = [...this.#ids.filter(({ endOffset }) => endOffset < id.endOffset), id];
  }

  /** Removes all but so many of the newest. */
  async keepNewest(count: number): Promise<void> {
    const removed = this.#ids.slice(0, -count);
    this.#ids = this.#ids.slice(-count);
    for (const id of removed) await this.#fileSystem.removeFile(this.#pathOf(snapshotFileName(id)));
  }

  async close(): Promise<void> {
    await this.#endDownload();
  }
}

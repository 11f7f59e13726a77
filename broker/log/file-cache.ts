import { FileError, type FileHandle, type FileSystem } from '../platform/file-system';
import type { Logger } from '../platform/logger';

/** Open files a broker keeps for its logs. Node raises the soft limit to the hard one; sockets need descriptors too. */
export const openFilesMaxDefault = 1000;

/** Opens files when they are used and closes the least recently used when too many are open, so partitions cost no descriptors while idle. */
export class FileCache {
  readonly fileSystem: FileSystem;
  readonly #logger: Logger;
  readonly #openMax: number;
  /** Least recently used first. */
  readonly #open = new Set<CachedFile>();

  constructor(options: { fileSystem: FileSystem; logger: Logger; openMax?: number }) {
    this.fileSystem = options.fileSystem;
    this.#logger = options.logger;
    this.#openMax = options.openMax ?? openFilesMaxDefault;
  }

  get openCount(): number {
    return this.#open.size;
  }

  file(path: string): CachedFile {
    return new CachedFile(this, path);
  }

  /** The file is open and was used now. */
  touch(file: CachedFile): void {
    this.#open.delete(file);
    this.#open.add(file);
    if (this.#open.size > this.#openMax) this.evict();
  }

  forget(file: CachedFile): void {
    this.#open.delete(file);
  }

  evict(): void {
    for (const file of this.#open) {
      if (this.#open.size <= this.#openMax) return;
      if (file.isIdle) this.#close(file);
    }
  }

  #close(file: CachedFile): void {
    this.#open.delete(file);
    file.close().catch((error: unknown) => {
      this.#logger.warn('Closing an idle file failed.', { path: file.path, error: String(error) });
    });
  }
}

/** A file of a log, open only while it is needed. Created when it is missing. */
export class CachedFile {
  readonly #cache: FileCache;
  #path: string;
  #handle: Promise<FileHandle> | undefined;
  #users = 0;
  #discarded = false;

  constructor(cache: FileCache, path: string) {
    this.#cache = cache;
    this.#path = path;
  }

  get path(): string {
    return this.#path;
  }

  get isIdle(): boolean {
    return this.#users === 0;
  }

  read(target: Buffer, targetOffset: number, length: number, position: number): Promise<number> {
    return this.#use((handle) => handle.read(target, targetOffset, length, position));
  }

  write(buffers: readonly Buffer[], position: number): Promise<void> {
    return this.#use((handle) => handle.write(buffers, position));
  }

  truncate(sizeBytes: number): Promise<void> {
    return this.#use((handle) => handle.truncate(sizeBytes));
  }

  sync(): Promise<void> {
    return this.#use((handle) => handle.sync());
  }

  size(): Promise<number> {
    return this.#use((handle) => handle.size());
  }

  /** The handle stays open meanwhile, so nobody opens the old name again. */
  rename(path: string): Promise<void> {
    return this.#use(async () => {
      await this.#cache.fileSystem.rename(this.#path, path);
      this.#path = path;
    });
  }

  async remove(): Promise<void> {
    this.#discarded = true;
    await this.#cache.fileSystem.removeFile(this.#path);
    await this.discard();
  }

  /** Closes the file for good: what is under way finishes, what comes later fails. */
  async discard(): Promise<void> {
    this.#discarded = true;
    if (this.#users === 0) await this.close();
  }

  /** Closes the handle; the next use opens the file again. */
  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    this.#cache.forget(this);
    if (handle !== undefined) await (await handle).close();
  }

  async #use<T>(operation: (handle: FileHandle) => Promise<T>): Promise<T> {
    if (this.#discarded) throw new FileError('ENOENT', this.#path);
    this.#users += 1;
    try {
      return await operation(await this.#opened());
    } finally {
      this.#users -= 1;
      await this.#released();
    }
  }

  async #released(): Promise<void> {
    if (this.#users > 0) return;
    if (this.#discarded) await this.close();
    else this.#cache.evict();
  }

  async #opened(): Promise<FileHandle> {
    const opening = (this.#handle ??= this.#cache.fileSystem.open(this.#path, 'read-write'));
    try {
      const handle = await opening;
      this.#cache.touch(this);
      return handle;
    } catch (error) {
      if (this.#handle === opening) this.#handle = undefined;
      throw error;
    }
  }
}

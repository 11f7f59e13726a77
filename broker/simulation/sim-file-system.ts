import type { Clock } from '../platform/clock';
import {
  FileError,
  type FileErrorCode,
  type FileHandle,
  type FileStat,
  type FileSystem,
  type OpenMode,
} from '../platform/file-system';
import { SimFile, type FileSurvival } from './sim-file';

export type SimFileOperation = 'open' | 'read' | 'write' | 'truncate' | 'sync' | 'rename' | 'remove' | 'list' | 'syncDirectory';

/** A failure to come. */
export interface SimFault {
  operation: SimFileOperation;
  code: FileErrorCode;
  /** The paths it applies to; all when missing. */
  path?: (path: string) => boolean;
  /** How many operations fail; 1 when missing. */
  times?: number;
  /** Bytes a failing write leaves in the file before it fails; 0 when missing. */
  writtenBytes?: number;
}

export interface SimCrash extends FileSurvival {
  /** Whether a directory's creations, renames and removals since its last sync survive; they do not when missing. */
  directorySurvives?: (path: string) => boolean;
}

class SimDirectory {
  readonly entries = new Map<string, SimDirectory | SimFile>();
  #synced = new Map<string, SimDirectory | SimFile>();

  sync(): void {
    this.#synced = new Map(this.entries);
  }

  crash(path: string, options: SimCrash): void {
    if (options.directorySurvives?.(path) === true) this.sync();
    this.entries.clear();
    for (const [name, node] of this.#synced) {
      this.entries.set(name, node);
      node.crash(`${path}/${name}`, options);
    }
  }
}

/**
 * A disk in memory with a page cache. What is written is seen at once, but a crash loses what was not synced: bytes
 * since the file's last sync, names since the directory's. Paths are absolute.
 */
export class SimFileSystem implements FileSystem {
  capacityBytes: number;
  readonly #clock: Clock;
  readonly #root = new SimDirectory();
  #faults: { fault: SimFault; left: number }[] = [];
  #handles = new Set<SimFileHandle>();

  constructor(options: { clock: Clock; capacityBytes?: number }) {
    this.#clock = options.clock;
    this.capacityBytes = options.capacityBytes ?? Number.MAX_SAFE_INTEGER;
  }

  fail(fault: SimFault): void {
    this.#faults.push({ fault, left: fault.times ?? 1 });
  }

  clearFaults(): void {
    this.#faults = [];
  }

  /** Power failure: handles are dead, and only what was synced (plus what `options` lets survive) remains. */
  crash(options: SimCrash = {}): void {
    for (const handle of this.#handles) handle.kill();
    this.#handles.clear();
    this.#root.crash('', options);
  }

  /** `kill -9`: handles are dead, the page cache is not. */
  killProcess(): void {
    for (const handle of this.#handles) handle.kill();
    this.#handles.clear();
  }

  flipBit(path: string, bit: number): void {
    this.#file(path).flipBit(bit);
  }

  get openHandles(): number {
    return this.#handles.size;
  }

  get usedBytes(): number {
    const size = (node: SimDirectory | SimFile): number =>
      node instanceof SimFile ? node.sizeBytes : [...node.entries.values()].reduce((sum, child) => sum + size(child), 0);
    return size(this.#root);
  }

  get freeBytes(): number {
    return this.capacityBytes === Number.MAX_SAFE_INTEGER ? this.capacityBytes : Math.max(0, this.capacityBytes - this.usedBytes);
  }

  get nowMs(): number {
    return this.#clock.nowMs();
  }

  /** Throws the fault that waits for this operation, if any. */
  check(operation: SimFileOperation, path: string): void {
    const fault = this.takeFault(operation, path);
    if (fault !== undefined) throw new FileError(fault.code, path);
  }

  takeFault(operation: SimFileOperation, path: string): SimFault | undefined {
    const entry = this.#faults.find(({ fault }) => fault.operation === operation && (fault.path?.(path) ?? true));
    if (entry === undefined) return undefined;
    entry.left -= 1;
    if (entry.left <= 0) this.#faults = this.#faults.filter((other) => other !== entry);
    return entry.fault;
  }

  forget(handle: SimFileHandle): void {
    this.#handles.delete(handle);
  }

  async open(path: string, mode: OpenMode): Promise<FileHandle> {
    await Promise.resolve();
    this.check('open', path);
    const handle = new SimFileHandle(this, path, this.#openFile(path, mode), mode !== 'read');
    this.#handles.add(handle);
    return handle;
  }

  async readFile(path: string): Promise<Buffer> {
    await Promise.resolve();
    this.check('read', path);
    return this.#file(path).content();
  }

  async replaceFile(path: string, content: Buffer): Promise<void> {
    const temporary = `${path}.tmp`;
    const handle = await this.open(temporary, 'create');
    try {
      await handle.write([content], 0);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await this.rename(temporary, path);
    await this.syncDirectory(parentOf(path));
  }

  async rename(from: string, to: string): Promise<void> {
    await Promise.resolve();
    this.check('rename', from);
    const node = this.#find(from);
    if (node === undefined) throw new FileError('ENOENT', from);
    const target = this.#find(to);
    if (target instanceof SimDirectory && target.entries.size > 0) throw new FileError('ENOTEMPTY', to);
    this.#directory(parentOf(to)).entries.set(nameOf(to), node);
    if (from !== to) this.#directory(parentOf(from)).entries.delete(nameOf(from));
  }

  async removeFile(path: string): Promise<void> {
    await Promise.resolve();
    this.check('remove', path);
    const node = this.#find(path);
    if (node instanceof SimDirectory) throw new FileError('EISDIR', path);
    if (node !== undefined) this.#directory(parentOf(path)).entries.delete(nameOf(path));
  }

  async removeDirectory(path: string): Promise<void> {
    await Promise.resolve();
    this.check('remove', path);
    const node = this.#find(path);
    if (node instanceof SimFile) throw new FileError('ENOTDIR', path);
    if (node !== undefined) this.#directory(parentOf(path)).entries.delete(nameOf(path));
  }

  async makeDirectory(path: string): Promise<void> {
    await Promise.resolve();
    let directory = this.#root;
    for (const name of partsOf(path)) {
      let next = directory.entries.get(name);
      if (next instanceof SimFile) throw new FileError('EEXIST', path);
      if (next === undefined) {
        next = new SimDirectory();
        directory.entries.set(name, next);
      }
      directory = next;
    }
  }

  async list(path: string): Promise<string[]> {
    await Promise.resolve();
    this.check('list', path);
    return [...this.#directory(path).entries.keys()].sort();
  }

  async stat(path: string): Promise<FileStat | undefined> {
    await Promise.resolve();
    const node = this.#find(path);
    if (node === undefined) return undefined;
    if (node instanceof SimFile) return { kind: 'file', sizeBytes: node.sizeBytes, modifiedMs: node.modifiedMs };
    return { kind: 'directory', sizeBytes: 0, modifiedMs: 0 };
  }

  async syncDirectory(path: string): Promise<void> {
    await Promise.resolve();
    this.check('syncDirectory', path);
    this.#directory(path).sync();
  }

  async space(path: string): Promise<{ totalBytes: number; usableBytes: number }> {
    await Promise.resolve();
    if (this.#find(path) === undefined) throw new FileError('ENOENT', path);
    return { totalBytes: this.capacityBytes, usableBytes: this.freeBytes };
  }

  #openFile(path: string, mode: OpenMode): SimFile {
    const node = this.#find(path);
    if (node instanceof SimDirectory) throw new FileError('EISDIR', path);
    if (node === undefined) {
      if (mode === 'read') throw new FileError('ENOENT', path);
      const file = new SimFile(this.nowMs);
      this.#directory(parentOf(path)).entries.set(nameOf(path), file);
      return file;
    }
    if (mode === 'create') node.truncate(0, this.nowMs);
    return node;
  }

  #find(path: string): SimDirectory | SimFile | undefined {
    let node: SimDirectory | SimFile | undefined = this.#root;
    for (const name of partsOf(path)) {
      if (!(node instanceof SimDirectory)) return undefined;
      node = node.entries.get(name);
    }
    return node;
  }

  #file(path: string): SimFile {
    const node = this.#find(path);
    if (node === undefined) throw new FileError('ENOENT', path);
    if (!(node instanceof SimFile)) throw new FileError('EISDIR', path);
    return node;
  }

  #directory(path: string): SimDirectory {
    const node = this.#find(path);
    if (node === undefined) throw new FileError('ENOENT', path);
    if (!(node instanceof SimDirectory)) throw new FileError('ENOTDIR', path);
    return node;
  }
}

class SimFileHandle implements FileHandle {
  readonly #system: SimFileSystem;
  readonly #path: string;
  readonly #file: SimFile;
  readonly #writable: boolean;
  #open = true;

  constructor(system: SimFileSystem, path: string, file: SimFile, writable: boolean) {
    this.#system = system;
    this.#path = path;
    this.#file = file;
    this.#writable = writable;
  }

  kill(): void {
    this.#open = false;
  }

  async read(target: Buffer, targetOffset: number, length: number, position: number): Promise<number> {
    await this.#begin('read');
    return this.#file.read(target, targetOffset, length, position);
  }

  async write(buffers: readonly Buffer[], position: number): Promise<void> {
    await Promise.resolve();
    this.#assertOpen();
    if (!this.#writable) throw new FileError('EACCES', this.#path);
    const all = Buffer.concat(buffers);
    const fault = this.#system.takeFault('write', this.#path);
    if (fault !== undefined) {
      this.#file.write(all.subarray(0, fault.writtenBytes ?? 0), position, this.#system.nowMs);
      throw new FileError(fault.code, this.#path);
    }
    const room = this.#system.freeBytes + Math.max(0, this.#file.sizeBytes - position);
    this.#file.write(all.subarray(0, room), position, this.#system.nowMs);
    if (room < all.length) throw new FileError('ENOSPC', this.#path);
  }

  async truncate(sizeBytes: number): Promise<void> {
    await this.#begin('truncate');
    if (!this.#writable) throw new FileError('EACCES', this.#path);
    this.#file.truncate(sizeBytes, this.#system.nowMs);
  }

  async sync(): Promise<void> {
    await Promise.resolve();
    this.#assertOpen();
    const fault = this.#system.takeFault('sync', this.#path);
    if (fault === undefined) {
      this.#file.sync();
      return;
    }
    this.#file.failSync();
    throw new FileError(fault.code, this.#path);
  }

  async size(): Promise<number> {
    await Promise.resolve();
    this.#assertOpen();
    return this.#file.sizeBytes;
  }

  async close(): Promise<void> {
    await Promise.resolve();
    this.#open = false;
    this.#system.forget(this);
  }

  async #begin(operation: SimFileOperation): Promise<void> {
    await Promise.resolve();
    this.#assertOpen();
    this.#system.check(operation, this.#path);
  }

  #assertOpen(): void {
    if (!this.#open) throw new FileError('EOTHER', this.#path);
  }
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

function parentOf(path: string): string {
  return `/${partsOf(path).slice(0, -1).join('/')}`;
}

function nameOf(path: string): string {
  return partsOf(path).at(-1) ?? '';
}

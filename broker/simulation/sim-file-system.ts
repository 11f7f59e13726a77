import type { Clock } from '../platform/clock';
import { FileError, type FileHandle, type FileStat, type FileSystem, type OpenMode } from '../platform/file-system';
import { parentOf, SimDirectory, SimDisk, type SimCrash, type SimFault, type SimFileOperation } from './sim-disk';
import { SimFile } from './sim-file';

/** How long an operation takes: it has its effect when the promise resolves. */
type Turn = (operation: SimFileOperation | 'look', path: string) => Promise<void>;

interface PendingWrite {
  readonly path: string;
  readonly file: SimFile;
  readonly bytes: Buffer;
  readonly position: number;
}

/**
 * A disk in memory with a page cache, as one process sees it. What is written is seen at once, but a crash loses what was
 * not synced: bytes since the file's last sync, names since the directory's. Paths are absolute.
 */
export class SimFileSystem implements FileSystem {
  readonly disk: SimDisk;
  readonly #turn: Turn;
  readonly #handles = new Set<SimFileHandle>();
  readonly #writing = new Set<PendingWrite>();

  constructor(options: { clock: Clock; capacityBytes?: number } | { disk: SimDisk; turn: Turn }) {
    this.disk = 'disk' in options ? options.disk : new SimDisk(options);
    this.#turn = 'turn' in options ? options.turn : () => Promise.resolve();
  }

  get capacityBytes(): number {
    return this.disk.capacityBytes;
  }

  set capacityBytes(bytes: number) {
    this.disk.capacityBytes = bytes;
  }

  get usedBytes(): number {
    return this.disk.usedBytes;
  }

  fail(fault: SimFault): void {
    this.disk.fail(fault);
  }

  clearFaults(): void {
    this.disk.clearFaults();
  }

  /** Power failure: handles are dead, and only what was synced (plus what `options` lets survive) remains. */
  crash(options: SimCrash = {}): void {
    this.killProcess();
    this.disk.crash(options);
  }

  /** `kill -9`: handles are dead, the page cache is not. Of a write that was under way `writtenBytes` are in it. */
  killProcess(writtenBytes: (bytes: number) => number = () => 0): void {
    for (const { path, file, bytes, position } of this.#writing) {
      const written = bytes.subarray(0, writtenBytes(bytes.length));
      if (written.length > 0 && this.disk.find(path) === file) file.write(written, position, this.disk.nowMs);
    }
    this.#writing.clear();
    for (const handle of this.#handles) handle.kill();
    this.#handles.clear();
  }

  flipBit(path: string, bit: number): void {
    this.disk.file(path).flipBit(bit);
  }

  get openHandles(): number {
    return this.#handles.size;
  }

  /** Waits until the operation's turn has come; throws the fault that waits for it, if any. */
  async begin(operation: SimFileOperation, path: string): Promise<void> {
    await this.#turn(operation, path);
    const fault = this.disk.takeFault(operation, path);
    if (fault !== undefined) throw new FileError(fault.code, path);
  }

  turn(operation: SimFileOperation | 'look', path: string): Promise<void> {
    return this.#turn(operation, path);
  }

  /** A write's turn; what a kill meanwhile leaves of it is killProcess()'s to say. */
  async turnToWrite(write: PendingWrite): Promise<void> {
    this.#writing.add(write);
    await this.#turn('write', write.path);
    this.#writing.delete(write);
  }

  forget(handle: SimFileHandle): void {
    this.#handles.delete(handle);
  }

  async open(path: string, mode: OpenMode): Promise<FileHandle> {
    await this.begin('open', path);
    const handle = new SimFileHandle(this, path, this.disk.open(path, mode), mode !== 'read');
    this.#handles.add(handle);
    return handle;
  }

  async readFile(path: string): Promise<Buffer> {
    await this.begin('read', path);
    return Buffer.from(this.disk.file(path).view());
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
    await this.begin('rename', from);
    this.disk.rename(from, to);
  }

  async removeFile(path: string): Promise<void> {
    await this.begin('remove', path);
    const node = this.disk.find(path);
    if (node instanceof SimDirectory) throw new FileError('EISDIR', path);
    if (node !== undefined) this.disk.remove(path);
  }

  async removeDirectory(path: string): Promise<void> {
    await this.begin('remove', path);
    const node = this.disk.find(path);
    if (node instanceof SimFile) throw new FileError('ENOTDIR', path);
    if (node !== undefined) this.disk.remove(path);
  }

  async makeDirectory(path: string): Promise<void> {
    await this.#turn('look', path);
    this.disk.makeDirectory(path);
  }

  async list(path: string): Promise<string[]> {
    await this.begin('list', path);
    return [...this.disk.directory(path).entries.keys()].sort();
  }

  async stat(path: string): Promise<FileStat | undefined> {
    await this.#turn('look', path);
    const node = this.disk.find(path);
    if (node === undefined) return undefined;
    if (node instanceof SimFile) return { kind: 'file', sizeBytes: node.sizeBytes, modifiedMs: node.modifiedMs };
    return { kind: 'directory', sizeBytes: 0, modifiedMs: 0 };
  }

  async syncDirectory(path: string): Promise<void> {
    const finish = this.disk.directory(path).beginSync();
    await this.begin('syncDirectory', path);
    finish();
  }

  async space(path: string): Promise<{ totalBytes: number; usableBytes: number }> {
    await this.#turn('look', path);
    if (this.disk.find(path) === undefined) throw new FileError('ENOENT', path);
    return { totalBytes: this.capacityBytes, usableBytes: this.disk.freeBytes };
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
    const [first] = buffers;
    const bytes = buffers.length === 1 && first !== undefined ? first : Buffer.concat(buffers);
    this.#assertOpen();
    if (!this.#writable) throw new FileError('EACCES', this.#path);
    const { disk } = this.#system;
    await this.#system.turnToWrite({ path: this.#path, file: this.#file, bytes, position });
    this.#assertOpen();
    const fault = disk.takeFault('write', this.#path);
    if (fault !== undefined) {
      this.#file.write(bytes.subarray(0, fault.writtenBytes ?? 0), position, disk.nowMs);
      throw new FileError(fault.code, this.#path);
    }
    const room = disk.freeBytes + Math.max(0, this.#file.sizeBytes - position);
    this.#file.write(bytes.subarray(0, room), position, disk.nowMs);
    if (room < bytes.length) throw new FileError('ENOSPC', this.#path);
  }

  async truncate(sizeBytes: number): Promise<void> {
    await this.#begin('truncate');
    if (!this.#writable) throw new FileError('EACCES', this.#path);
    this.#file.truncate(sizeBytes, this.#system.disk.nowMs);
  }

  async sync(): Promise<void> {
    const upTo = this.#file.beginSync();
    await this.#system.turn('sync', this.#path);
    this.#assertOpen();
    const fault = this.#system.disk.takeFault('sync', this.#path);
    if (fault === undefined) {
      this.#file.sync(upTo);
      return;
    }
    this.#file.failSync(upTo);
    throw new FileError(fault.code, this.#path);
  }

  async size(): Promise<number> {
    await this.#system.turn('look', this.#path);
    this.#assertOpen();
    return this.#file.sizeBytes;
  }

  async close(): Promise<void> {
    await this.#system.turn('look', this.#path);
    this.#open = false;
    this.#system.forget(this);
  }

  async #begin(operation: SimFileOperation): Promise<void> {
    await this.#system.begin(operation, this.#path);
    this.#assertOpen();
  }

  #assertOpen(): void {
    if (!this.#open) throw new FileError('EOTHER', this.#path);
  }
}

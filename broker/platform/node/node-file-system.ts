import * as fs from 'node:fs';
import { dirname } from 'node:path';
import { FileError, type FileErrorCode, type FileHandle, type FileStat, type FileSystem, type OpenMode } from '../file-system';
import { toFileError } from './node-file-error';

/** Buffers handed to one writev; the kernel's own limit is 1024. */
const buffersPerWriteMax = 512;

const openFlags: Readonly<Record<OpenMode, number>> = {
  read: fs.constants.O_RDONLY,
  'read-write': fs.constants.O_RDWR | fs.constants.O_CREAT,
  create: fs.constants.O_RDWR | fs.constants.O_CREAT | fs.constants.O_TRUNC,
};

/** The disk of this machine. Callbacks instead of node:fs/promises: a file handle there costs an object and a finaliser per call. */
export class NodeFileSystem implements FileSystem {
  async open(path: string, mode: OpenMode): Promise<FileHandle> {
    const descriptor = await call<number>(path, (done) => {
      fs.open(path, openFlags[mode], 0o644, done);
    });
    return new NodeFileHandle(path, descriptor);
  }

  readFile(path: string): Promise<Buffer> {
    return call<Buffer>(path, (done) => {
      fs.readFile(path, done);
    });
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
    await this.syncDirectory(dirname(path));
  }

  rename(from: string, to: string): Promise<void> {
    return callVoid(from, (done) => {
      fs.rename(from, to, done);
    });
  }

  async removeFile(path: string): Promise<void> {
    try {
      await callVoid(path, (done) => {
        fs.unlink(path, done);
      });
    } catch (error) {
      if (!isCode(error, 'ENOENT')) throw error;
    }
  }

  removeDirectory(path: string): Promise<void> {
    return callVoid(path, (done) => {
      fs.rm(path, { recursive: true, force: true }, done);
    });
  }

  async makeDirectory(path: string): Promise<void> {
    await call<string | undefined>(path, (done) => {
      fs.mkdir(path, { recursive: true }, done);
    });
  }

  async list(path: string): Promise<string[]> {
    const names = await call<string[]>(path, (done) => {
      fs.readdir(path, done);
    });
    return names.sort();
  }

  async stat(path: string): Promise<FileStat | undefined> {
    try {
      const stats = await call<fs.Stats>(path, (done) => {
        fs.stat(path, done);
      });
      return { kind: stats.isDirectory() ? 'directory' : 'file', sizeBytes: stats.size, modifiedMs: stats.mtimeMs };
    } catch (error) {
      if (isCode(error, 'ENOENT')) return undefined;
      throw error;
    }
  }

  async syncDirectory(path: string): Promise<void> {
    const handle = await this.open(path, 'read');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  async space(path: string): Promise<{ totalBytes: number; usableBytes: number }> {
    const stats = await call<fs.StatsFs>(path, (done) => {
      fs.statfs(path, done);
    });
    return { totalBytes: stats.blocks * stats.bsize, usableBytes: stats.bavail * stats.bsize };
  }
}

class NodeFileHandle implements FileHandle {
  readonly #path: string;
  #descriptor: number | undefined;

  constructor(path: string, descriptor: number) {
    this.#path = path;
    this.#descriptor = descriptor;
  }

  read(target: Buffer, targetOffset: number, length: number, position: number): Promise<number> {
    const descriptor = this.#opened();
    return call<number>(this.#path, (done) => {
      fs.read(descriptor, target, targetOffset, length, position, done);
    });
  }

  async write(buffers: readonly Buffer[], position: number): Promise<void> {
    let at = position;
    let next = 0;
    let skip = 0;
    while (next < buffers.length) {
      const batch = buffers.slice(next, next + buffersPerWriteMax);
      const first = batch[0];
      if (first !== undefined && skip > 0) batch[0] = first.subarray(skip);
      let written = await this.#writeOnce(batch, at);
      at += written;
      for (const buffer of batch) {
        if (written < buffer.length) break;
        written -= buffer.length;
        next += 1;
        skip = 0;
      }
      skip += written;
    }
  }

  async #writeOnce(buffers: readonly Buffer[], position: number): Promise<number> {
    const total = buffers.reduce((sum, buffer) => sum + buffer.length, 0);
    if (total === 0) return 0;
    const descriptor = this.#opened();
    const [only] = buffers;
    const written = await call<number>(this.#path, (done) => {
      if (buffers.length === 1 && only !== undefined) fs.write(descriptor, only, 0, only.length, position, done);
      else fs.writev(descriptor, buffers, position, done);
    });
    if (written === 0) throw new FileError('EIO', this.#path);
    return written;
  }

  truncate(sizeBytes: number): Promise<void> {
    const descriptor = this.#opened();
    return callVoid(this.#path, (done) => {
      fs.ftruncate(descriptor, sizeBytes, done);
    });
  }

  sync(): Promise<void> {
    const descriptor = this.#opened();
    return callVoid(this.#path, (done) => {
      fs.fdatasync(descriptor, done);
    });
  }

  async size(): Promise<number> {
    const descriptor = this.#opened();
    const stats = await call<fs.Stats>(this.#path, (done) => {
      fs.fstat(descriptor, done);
    });
    return stats.size;
  }

  close(): Promise<void> {
    const descriptor = this.#opened();
    this.#descriptor = undefined;
    return callVoid(this.#path, (done) => {
      fs.close(descriptor, done);
    });
  }

  /** A descriptor number is reused by the kernel: nothing may touch it once it is closed. */
  #opened(): number {
    if (this.#descriptor === undefined) throw new FileError('EOTHER', this.#path, { cause: 'the file is closed' });
    return this.#descriptor;
  }
}

function call<T>(path: string, start: (done: (error: NodeJS.ErrnoException | null, value: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    start((error, value) => {
      if (error === null) resolve(value);
      else reject(toFileError(error, path));
    });
  });
}

function callVoid(path: string, start: (done: (error?: NodeJS.ErrnoException | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    start((error) => {
      if (error === null || error === undefined) resolve();
      else reject(toFileError(error, path));
    });
  });
}

function isCode(error: unknown, code: FileErrorCode): boolean {
  return error instanceof FileError && error.code === code;
}

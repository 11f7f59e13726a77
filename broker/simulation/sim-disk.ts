import type { Clock } from '../platform/clock';
import { FileError, type FileErrorCode, type OpenMode } from '../platform/file-system';
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

type SimNode = SimDirectory | SimFile;

export class SimDirectory {
  readonly entries = new Map<string, SimNode>();
  #synced: ReadonlyMap<string, SimNode> = new Map();
  #syncOrder = 0;
  #syncedOrder = 0;

  /** A sync covers what was done before it began: call the result when it is done. */
  beginSync(): () => void {
    const entries = new Map(this.entries);
    const order = (this.#syncOrder += 1);
    return () => {
      if (order <= this.#syncedOrder) return;
      this.#syncedOrder = order;
      this.#synced = entries;
    };
  }

  crash(path: string, options: SimCrash): void {
    if (options.directorySurvives?.(path) === true) this.beginSync()();
    this.entries.clear();
    for (const [name, node] of this.#synced) {
      this.entries.set(name, node);
      node.crash(`${path}/${name}`, options);
    }
  }
}

/** What outlives a process: files and directories, each with what is on the disk and what is only in the page cache. */
export class SimDisk {
  capacityBytes: number;
  readonly #clock: Clock;
  readonly #root = new SimDirectory();
  #faults: { fault: SimFault; left: number }[] = [];

  constructor(options: { clock: Clock; capacityBytes?: number }) {
    this.#clock = options.clock;
    this.capacityBytes = options.capacityBytes ?? Number.MAX_SAFE_INTEGER;
  }

  get nowMs(): number {
    return this.#clock.nowMs();
  }

  get usedBytes(): number {
    const size = (node: SimNode): number =>
      node instanceof SimFile ? node.sizeBytes : [...node.entries.values()].reduce((sum, child) => sum + size(child), 0);
    return size(this.#root);
  }

  get freeBytes(): number {
    return this.capacityBytes === Number.MAX_SAFE_INTEGER ? this.capacityBytes : Math.max(0, this.capacityBytes - this.usedBytes);
  }

  fail(fault: SimFault): void {
    this.#faults.push({ fault, left: fault.times ?? 1 });
  }

  clearFaults(): void {
    this.#faults = [];
  }

  takeFault(operation: SimFileOperation, path: string): SimFault | undefined {
    if (this.#faults.length === 0) return undefined;
    const entry = this.#faults.find(({ fault }) => fault.operation === operation && (fault.path?.(path) ?? true));
    if (entry === undefined) return undefined;
    entry.left -= 1;
    if (entry.left <= 0) this.#faults = this.#faults.filter((other) => other !== entry);
    return entry.fault;
  }

  /** Power failure: only what was synced (plus what `options` lets survive) remains. */
  crash(options: SimCrash = {}): void {
    this.#root.crash('', options);
  }

  find(path: string): SimNode | undefined {
    let node: SimNode | undefined = this.#root;
    for (const name of partsOf(path)) {
      if (!(node instanceof SimDirectory)) return undefined;
      node = node.entries.get(name);
    }
    return node;
  }

  file(path: string): SimFile {
    const node = this.find(path);
    if (node === undefined) throw new FileError('ENOENT', path);
    if (!(node instanceof SimFile)) throw new FileError('EISDIR', path);
    return node;
  }

  directory(path: string): SimDirectory {
    const node = this.find(path);
    if (node === undefined) throw new FileError('ENOENT', path);
    if (!(node instanceof SimDirectory)) throw new FileError('ENOTDIR', path);
    return node;
  }

  open(path: string, mode: OpenMode): SimFile {
    const node = this.find(path);
    if (node instanceof SimDirectory) throw new FileError('EISDIR', path);
    if (node === undefined) {
      if (mode === 'read') throw new FileError('ENOENT', path);
      const file = new SimFile(this.nowMs);
      this.directory(parentOf(path)).entries.set(nameOf(path), file);
      return file;
    }
    if (mode === 'create') node.truncate(0, this.nowMs);
    return node;
  }

  rename(from: string, to: string): void {
    const node = this.find(from);
    if (node === undefined) throw new FileError('ENOENT', from);
    const target = this.find(to);
    if (target instanceof SimDirectory && target.entries.size > 0) throw new FileError('ENOTEMPTY', to);
    this.directory(parentOf(to)).entries.set(nameOf(to), node);
    if (from !== to) this.remove(from);
  }

  remove(path: string): void {
    this.directory(parentOf(path)).entries.delete(nameOf(path));
  }

  makeDirectory(path: string): void {
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
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

export function parentOf(path: string): string {
  return `/${partsOf(path).slice(0, -1).join('/')}`;
}

function nameOf(path: string): string {
  return partsOf(path).at(-1) ?? '';
}

/** Bytes that can be written anywhere and cut; gaps read as zeros. */
class Bytes {
  sizeBytes = 0;
  #bytes = Buffer.alloc(0);

  write(data: Buffer, position: number): void {
    const end = position + data.length;
    if (end > this.#bytes.length) {
      const grown = Buffer.alloc(Math.max(end, this.#bytes.length * 2));
      this.#bytes.copy(grown, 0, 0, this.sizeBytes);
      this.#bytes = grown;
    }
    data.copy(this.#bytes, position);
    this.sizeBytes = Math.max(this.sizeBytes, end);
  }

  truncate(sizeBytes: number): void {
    if (sizeBytes < this.sizeBytes) this.#bytes.fill(0, sizeBytes, this.sizeBytes);
    else if (sizeBytes > this.sizeBytes) this.write(Buffer.alloc(sizeBytes - this.sizeBytes), this.sizeBytes);
    this.sizeBytes = sizeBytes;
  }

  read(target: Buffer, targetOffset: number, length: number, position: number): number {
    if (position >= this.sizeBytes) return 0;
    return this.#bytes.copy(target, targetOffset, position, Math.min(position + length, this.sizeBytes));
  }

  flipBit(bit: number): void {
    const at = Math.floor(bit / 8);
    if (at >= this.sizeBytes) return;
    this.#bytes.writeUInt8(this.#bytes.readUInt8(at) ^ (1 << (bit % 8)), at);
  }

  copy(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, this.sizeBytes));
  }
}

type Change = { readonly position: number; readonly data: Buffer } | { readonly sizeBytes: number };

const pageBytes = 4096;

/** How much of a file that was not synced a power failure leaves; the default is nothing. */
export interface FileSurvival {
  /** That many bytes of what was written since the last sync, in the order it was written. */
  survivingBytes?: (path: string, unsyncedBytes: number) => number;
  /** Instead: the pages of 4 KiB that reached the disk; the file's size did. */
  pageSurvives?: (path: string, page: number) => boolean;
}

/** A file with a page cache: what processes see, what is on the disk, and the changes between the two. */
export class SimFile {
  modifiedMs: number;
  readonly #cache = new Bytes();
  #disk = new Bytes();
  #unsynced: Change[] = [];

  constructor(nowMs: number) {
    this.modifiedMs = nowMs;
  }

  get sizeBytes(): number {
    return this.#cache.sizeBytes;
  }

  get unsyncedBytes(): number {
    return this.#unsynced.reduce((sum, change) => sum + ('data' in change ? change.data.length : 0), 0);
  }

  read(target: Buffer, targetOffset: number, length: number, position: number): number {
    return this.#cache.read(target, targetOffset, length, position);
  }

  content(): Buffer {
    return this.#cache.copy();
  }

  write(data: Buffer, position: number, nowMs: number): void {
    this.#cache.write(data, position);
    this.#unsynced.push({ position, data: Buffer.from(data) });
    this.modifiedMs = nowMs;
  }

  truncate(sizeBytes: number, nowMs: number): void {
    this.#cache.truncate(sizeBytes);
    this.#unsynced.push({ sizeBytes });
    this.modifiedMs = nowMs;
  }

  sync(): void {
    for (const change of this.#unsynced) apply(this.#disk, change);
    this.#unsynced = [];
  }

  /** The kernel drops dirty pages it failed to write: a later sync succeeds without them. */
  failSync(): void {
    this.#unsynced = [];
  }

  /** Damage at rest, seen by readers at once and after a crash. */
  flipBit(bit: number): void {
    this.#cache.flipBit(bit);
    this.#disk.flipBit(bit);
  }

  crash(path: string, survival: FileSurvival): void {
    if (survival.pageSurvives !== undefined) this.#keepPages((page) => survival.pageSurvives?.(path, page) === true);
    else this.#keepPrefix(survival.survivingBytes?.(path, this.unsyncedBytes) ?? 0);
    this.#unsynced = [];
    this.#cache.truncate(0);
    this.#cache.write(this.#disk.copy(), 0);
  }

  #keepPrefix(survivingBytes: number): void {
    let left = survivingBytes;
    for (const change of this.#unsynced) {
      if (!('data' in change)) {
        apply(this.#disk, change);
        continue;
      }
      if (left <= 0) return;
      apply(this.#disk, { position: change.position, data: change.data.subarray(0, left) });
      left -= change.data.length;
    }
  }

  #keepPages(survives: (page: number) => boolean): void {
    if (this.#unsynced.length === 0) return;
    const seen = this.#cache.copy();
    this.#disk.truncate(seen.length);
    for (let page = 0; page * pageBytes < seen.length; page++) {
      if (survives(page)) this.#disk.write(seen.subarray(page * pageBytes, (page + 1) * pageBytes), page * pageBytes);
    }
  }
}

function apply(bytes: Bytes, change: Change): void {
  if ('data' in change) bytes.write(change.data, change.position);
  else bytes.truncate(change.sizeBytes);
}

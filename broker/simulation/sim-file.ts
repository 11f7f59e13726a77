/** Bytes that can be written anywhere and cut; gaps read as zeros. */
class Bytes {
  sizeBytes = 0;
  #bytes = Buffer.alloc(0);

  write(data: Buffer, position: number): void {
    const end = position + data.length;
    this.#reserve(end);
    data.copy(this.#bytes, position);
    this.sizeBytes = Math.max(this.sizeBytes, end);
  }

  #reserve(sizeBytes: number): void {
    if (sizeBytes <= this.#bytes.length) return;
    const grown = Buffer.alloc(Math.max(sizeBytes, this.#bytes.length * 2, 256));
    this.#bytes.copy(grown, 0, 0, this.sizeBytes);
    this.#bytes = grown;
  }

  truncate(sizeBytes: number): void {
    this.#reserve(sizeBytes);
    if (sizeBytes < this.sizeBytes) this.#bytes.fill(0, sizeBytes, this.sizeBytes);
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

  view(from = 0, to = this.sizeBytes): Buffer {
    return this.#bytes.subarray(from, Math.min(to, this.sizeBytes));
  }
}

/** A write, whose bytes are those of the cache, or a cut. */
type Change = { readonly position: number; endPosition: number } | { readonly sizeBytes: number };

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
  readonly #disk = new Bytes();
  #unsynced: Change[] = [];
  /** Changes that are on the disk. */
  #syncedCount = 0;
  /** Changes that a sync which has begun is to cover. */
  #sealedCount = 0;

  constructor(nowMs: number) {
    this.modifiedMs = nowMs;
  }

  get sizeBytes(): number {
    return this.#cache.sizeBytes;
  }

  get unsyncedBytes(): number {
    return this.#unsynced.reduce((sum, change) => sum + ('position' in change ? change.endPosition - change.position : 0), 0);
  }

  read(target: Buffer, targetOffset: number, length: number, position: number): number {
    return this.#cache.read(target, targetOffset, length, position);
  }

  /** What processes see; valid until the next change. */
  view(): Buffer {
    return this.#cache.view();
  }

  write(data: Buffer, position: number, nowMs: number): void {
    this.#cache.write(data, position);
    this.modifiedMs = nowMs;
    const last = this.#changeCount > this.#sealedCount ? this.#unsynced.at(-1) : undefined;
    if (last !== undefined && 'position' in last && last.endPosition === position) last.endPosition += data.length;
    else this.#unsynced.push({ position, endPosition: position + data.length });
  }

  truncate(sizeBytes: number, nowMs: number): void {
    this.#cache.truncate(sizeBytes);
    this.#unsynced.push({ sizeBytes });
    this.modifiedMs = nowMs;
  }

  get #changeCount(): number {
    return this.#syncedCount + this.#unsynced.length;
  }

  /** A sync covers what was written before it began: hand the result to sync() or failSync(). */
  beginSync(): number {
    this.#sealedCount = this.#changeCount;
    return this.#sealedCount;
  }

  sync(upTo: number): void {
    for (const change of this.#takeUnsynced(upTo)) this.#persist(change);
  }

  /** The kernel drops dirty pages it failed to write: a later sync succeeds without them. */
  failSync(upTo: number): void {
    this.#takeUnsynced(upTo);
  }

  #takeUnsynced(upTo: number): Change[] {
    const taken = this.#unsynced.splice(0, Math.max(0, upTo - this.#syncedCount));
    this.#syncedCount += taken.length;
    return taken;
  }

  /** Damage at rest, seen by readers at once and after a crash. */
  flipBit(bit: number): void {
    this.#cache.flipBit(bit);
    this.#disk.flipBit(bit);
  }

  crash(path: string, survival: FileSurvival): void {
    if (survival.pageSurvives !== undefined) this.#keepPages((page) => survival.pageSurvives?.(path, page) === true);
    else this.#keepPrefix(survival.survivingBytes?.(path, this.unsyncedBytes) ?? 0);
    this.#takeUnsynced(this.#changeCount);
    this.#cache.truncate(0);
    this.#cache.write(this.#disk.view(), 0);
  }

  #keepPrefix(survivingBytes: number): void {
    let left = survivingBytes;
    for (const change of this.#unsynced) {
      if (!('position' in change)) {
        this.#persist(change);
        continue;
      }
      if (left <= 0) return;
      const { position, endPosition } = change;
      this.#persist({ position, endPosition: Math.min(endPosition, position + left) });
      left -= endPosition - position;
    }
  }

  #keepPages(survives: (page: number) => boolean): void {
    if (this.#unsynced.length === 0) return;
    const seen = this.#cache.view();
    this.#disk.truncate(seen.length);
    for (let page = 0; page * pageBytes < seen.length; page++) {
      if (survives(page)) this.#disk.write(seen.subarray(page * pageBytes, (page + 1) * pageBytes), page * pageBytes);
    }
  }

  #persist(change: Change): void {
    if ('sizeBytes' in change) this.#disk.truncate(change.sizeBytes);
    else this.#disk.write(this.#cache.view(change.position, change.endPosition), change.position);
  }
}

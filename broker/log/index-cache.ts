/** Memory for the indexes of segments that no longer grow; those beyond it are read again when they are needed. */
const cachedBytesMax = 64 * 1024 * 1024;

export interface IndexOwner {
  /** Forgets indexes that are on disk. */
  dropIndexes(): void;
}

/** Keeps the indexes that were used last, within a bound of bytes over all logs. */
export class IndexCache {
  readonly #bytesMax: number;
  /** Least recently used first. */
  readonly #sizes = new Map<IndexOwner, number>();
  #bytes = 0;

  constructor(bytesMax = cachedBytesMax) {
    this.#bytesMax = bytesMax;
  }

  touch(owner: IndexOwner, sizeBytes: number): void {
    this.forget(owner);
    this.#sizes.set(owner, sizeBytes);
    this.#bytes += sizeBytes;
    for (const oldest of this.#sizes.keys()) {
      if (this.#bytes <= this.#bytesMax || oldest === owner) return;
      this.forget(oldest);
      oldest.dropIndexes();
    }
  }

  forget(owner: IndexOwner): void {
    const sizeBytes = this.#sizes.get(owner);
    if (sizeBytes === undefined) return;
    this.#sizes.delete(owner);
    this.#bytes -= sizeBytes;
  }
}

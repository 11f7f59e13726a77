/** Appends that are not committed yet and are told apart; what comes beyond them counts as one with the last. */
const uncommittedMax = 1024;

interface UncommittedAppend {
  endOffset: number;
  /** Bytes appended up to its end. */
  appendedBytes: number;
}

/**
 * Counts the bytes of a log that became readable since the broker started: to followers when they are written, to
 * consumers when the high watermark has passed them. Waiting fetches compare two readings.
 */
export class ByteProgress {
  #appendedBytes = 0;
  #committedBytes = 0;
  /** Oldest first. */
  readonly #uncommitted: UncommittedAppend[] = [];

  get appendedBytes(): number {
    return this.#appendedBytes;
  }

  get committedBytes(): number {
    return this.#committedBytes;
  }

  noteAppend(endOffset: number, sizeBytes: number): void {
    this.#appendedBytes += sizeBytes;
    const last = this.#uncommitted.at(-1);
    if (last === undefined || this.#uncommitted.length < uncommittedMax) {
      this.#uncommitted.push({ endOffset, appendedBytes: this.#appendedBytes });
      return;
    }
    last.endOffset = endOffset;
    last.appendedBytes = this.#appendedBytes;
  }

  noteCommit(highWatermark: number): void {
    for (
      let first = this.#uncommitted[0];
      first !== undefined && first.endOffset <= highWatermark;
      first = this.#uncommitted[0]
    ) {
      this.#committedBytes = first.appendedBytes;
      this.#uncommitted.shift();
    }
  }

  noteTruncation(endOffset: number): void {
    while ((this.#uncommitted.at(-1)?.endOffset ?? 0) > endOffset) this.#uncommitted.pop();
  }
}

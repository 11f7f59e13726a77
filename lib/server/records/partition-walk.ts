/** One record as a walk sees it. `value` is undefined when the filter left it out. */
export interface WalkItem<Value> {
  readonly offset: number;
  readonly timestampMs: number;
  readonly value: Value | undefined;
}

/** Records that are decoded together and only when they are needed; ascending offsets. */
export interface WalkBatch<Value> {
  /** Set where decode() cannot be called before prepare() has resolved, and while it has not. */
  readonly isUnprepared?: boolean;
  prepare?(): Promise<void>;
  decode(): readonly WalkItem<Value>[];
  /** What the decoded records keep in memory, all or one of them: they are views of one body. Known after decode(). */
  readonly heldBytes?: number;
}

export type WalkDirection = 'forward' | 'backward';

/**
 * One partition of a walk. Forward, `position` is the next offset to look at and `bound` the end (exclusive); backward,
 * `position` is the offset above the next one and `bound` the start (inclusive). Between `position` and `coveredTo` lies what
 * is in memory.
 */
export class PartitionWalk<Value> {
  readonly partition: number;
  readonly direction: WalkDirection;
  bound: number;
  /** Set while the partition cannot be read: it stays where it is and the others go on. */
  blocked = false;
  /** For readers that adapt how much they ask for. */
  windowOffsets = 64;
  #position: number;
  #coveredTo: number;
  #batches: WalkBatch<Value>[] = [];
  #items: readonly WalkItem<Value>[] = [];
  #index = 0;
  /** Of the batch that the items are from, until a record of it is kept. */
  #unheldBytes = 0;

  constructor(partition: number, direction: WalkDirection, position: number, bound: number) {
    this.partition = partition;
    this.direction = direction;
    this.bound = bound;
    this.#position = position;
    this.#coveredTo = position;
  }

  get position(): number {
    return this.#position;
  }

  get coveredTo(): number {
    return this.#coveredTo;
  }

  /** Offsets between the position and the bound. */
  get remaining(): number {
    return Math.max(0, this.direction === 'forward' ? this.bound - this.#position : this.#position - this.bound);
  }

  get isDone(): boolean {
    return this.remaining === 0;
  }

  /** Nothing in memory and something left to read. */
  get isDry(): boolean {
    return !this.blocked && this.peek() === undefined && !this.isUnprepared && this.remaining > 0;
  }

  /** What comes next is in memory but not prepared. */
  get isUnprepared(): boolean {
    return !this.blocked && this.#index >= this.#items.length && this.#batches[0]?.isUnprepared === true;
  }

  async prepare(): Promise<void> {
    await this.#batches[0]?.prepare?.();
  }

  /** The next record, if it is in memory. Moves over offsets that hold no record. */
  peek(): WalkItem<Value> | undefined {
    if (this.blocked) return undefined;
    for (;;) {
      const item = this.#items[this.#index];
      if (item !== undefined) {
        if (this.#isAhead(item.offset)) return item;
        this.#index += 1;
        continue;
      }
      if (this.#batches[0]?.isUnprepared === true) return undefined;
      const batch = this.#batches.shift();
      if (batch === undefined) break;
      const items = batch.decode();
      this.#items = this.direction === 'forward' ? items : items.toReversed();
      this.#index = 0;
      this.#unheldBytes = batch.heldBytes ?? 0;
    }
    this.#position = this.#coveredTo;
    return undefined;
  }

  /** Takes what peek() returned. */
  take(item: WalkItem<Value>): void {
    this.#index += 1;
    this.#position = this.direction === 'forward' ? item.offset + 1 : item.offset;
  }

  /** How much more memory is held when what was taken last is kept: that of its whole batch, the first time. */
  hold(): number {
    const bytes = this.#unheldBytes;
    this.#unheldBytes = 0;
    return bytes;
  }

  /** Adds what was read, in the direction of the walk. `coveredTo` says how far the reading went, gaps included. */
  feed(batches: readonly WalkBatch<Value>[], coveredTo: number): void {
    this.#batches.push(...batches);
    const limit = this.bound;
    this.#coveredTo =
      this.direction === 'forward' ? Math.min(coveredTo, Math.max(limit, this.#position)) : Math.max(coveredTo, limit);
  }

  /** Moves to where reading is possible again: retention or truncation took what lay between. Only when nothing is in memory. */
  jump(position: number): void {
    this.#position = position;
    this.#coveredTo = position;
  }

  /** Between the position and what is covered: a batch may hold records on either side, which were seen or are to be read. */
  #isAhead(offset: number): boolean {
    if (this.direction === 'forward') return offset >= this.#position && offset < Math.min(this.bound, this.#coveredTo);
    return offset < this.#position && offset >= Math.max(this.bound, this.#coveredTo);
  }
}

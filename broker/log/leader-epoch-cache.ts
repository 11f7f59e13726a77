/**
 * Where each leader's epoch begins. The file `leader-epoch-checkpoint` is text: a line "0" (the format's version), a
 * line with the count, then one line "<epoch> <start offset>" per epoch, both rising.
 */
export interface EpochEntry {
  readonly epoch: number;
  readonly startOffset: number;
}

export class LeaderEpochCache {
  #entries: readonly EpochEntry[];
  /** The file lacks something. */
  dirty = false;

  constructor(entries: readonly EpochEntry[] = []) {
    this.#entries = entries;
  }

  /** The cache in a file's content; undefined when it is not one. */
  static parse(content: Buffer): LeaderEpochCache | undefined {
    const lines = content.toString('latin1').split('\n');
    if (lines[0]?.trim() !== '0' || !/^\d+$/.test(lines[1]?.trim() ?? '')) return undefined;
    const count = Number(lines[1]);
    const entries: EpochEntry[] = [];
    for (const line of lines.slice(2, 2 + count)) {
      const match = /^(\d+) (\d+)\s*$/.exec(line);
      if (match === null) return undefined;
      const entry = { epoch: Number(match[1]), startOffset: Number(match[2]) };
      const previous = entries.at(-1);
      if (previous !== undefined && (entry.epoch <= previous.epoch || entry.startOffset < previous.startOffset)) return undefined;
      entries.push(entry);
    }
    return entries.length === count ? new LeaderEpochCache(entries) : undefined;
  }

  toBuffer(): Buffer {
    const lines = this.#entries.map(lineOf);
    return Buffer.from(`0\n${lines.length}\n${lines.join('')}`, 'latin1');
  }

  get entries(): readonly EpochEntry[] {
    return this.#entries;
  }

  /** −1 when no epoch is known. */
  get latestEpoch(): number {
    return this.#entries.at(-1)?.epoch ?? -1;
  }

  /** The epoch begins at the offset. What contradicts it (later epochs, or epochs that would begin at or after it) goes. */
  assign(epoch: number, startOffset: number): void {
    const latest = this.#entries.at(-1);
    if (latest !== undefined && latest.epoch === epoch && latest.startOffset <= startOffset) return;
    const kept = this.#entries.filter((entry) => entry.epoch < epoch && entry.startOffset < startOffset);
    this.#entries = [...kept, { epoch, startOffset }];
    this.dirty = true;
  }

  /** Epoch of the record at `offset`; −1 when unknown. */
  epochFor(offset: number): number {
    return this.#entries.findLast((entry) => entry.startOffset <= offset)?.epoch ?? -1;
  }

  /** The largest known epoch at or below `epoch`, and where it ends (KIP-101); −1 and −1 when that cannot be said. */
  endOffsetFor(epoch: number, logEndOffset: number): { leaderEpoch: number; endOffset: number } {
    const unknown = { leaderEpoch: -1, endOffset: -1 };
    if (epoch < 0 || this.#entries.length === 0) return unknown;
    if (epoch === this.latestEpoch) return { leaderEpoch: epoch, endOffset: logEndOffset };
    const next = this.#entries.findIndex((entry) => entry.epoch > epoch);
    const following = this.#entries[next];
    if (following === undefined) return unknown;
    const own = this.#entries[next - 1];
    return { leaderEpoch: own?.epoch ?? epoch, endOffset: following.startOffset };
  }

  /** The log now ends before `endOffset`. */
  truncateFromEnd(endOffset: number): void {
    this.#replace(this.#entries.filter((entry) => entry.startOffset < endOffset));
  }

  /** The log now begins at `startOffset`. Its first entry then has the epoch of the record there, or of the last one before. */
  truncateFromStart(startOffset: number): void {
    const before = this.#entries.filter((entry) => entry.startOffset <= startOffset);
    const covering = before.at(-1);
    if (covering === undefined || (before.length === 1 && covering.startOffset === startOffset)) return;
    this.#replace([{ epoch: covering.epoch, startOffset }, ...this.#entries.slice(before.length)]);
  }

  /** Epochs that were assigned since are none: their records could not be written. */
  goBackTo(entries: readonly EpochEntry[]): void {
    this.#replace(entries);
  }

  clear(): void {
    this.#replace([]);
  }

  #replace(entries: readonly EpochEntry[]): void {
    const unchanged = String(entries.map(lineOf)) === String(this.#entries.map(lineOf));
    if (unchanged) return;
    this.#entries = entries;
    this.dirty = true;
  }
}

function lineOf({ epoch, startOffset }: EpochEntry): string {
  return `${epoch} ${startOffset}\n`;
}

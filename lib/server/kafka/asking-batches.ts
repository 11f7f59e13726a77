import type { WalkItem } from '../records/partition-walk';
import type { ReadRecord } from '../records/record-row';
import type { ReadBatch } from './read-batch';

type Select = (records: readonly ReadRecord[]) => Promise<readonly boolean[]>;

/** A question is about so many records at most: small batches go together, and little is decoded ahead. */
const recordsMax = 1_000;
const bytesMax = 1_048_576;

/** The same batches, their records chosen by a filter that has to ask elsewhere: each is prepared before it is decoded. */
export function askingBatches(batches: readonly ReadBatch[], select: Select): readonly ReadBatch[] {
  const chosen: AskingBatch[] = [];
  for (const batch of batches) chosen.push(new AskingBatch(batch, chosen, chosen.length, select));
  return chosen;
}

class AskingBatch implements ReadBatch {
  readonly baseOffset: number;
  readonly lastOffset: number;
  readonly sizeBytes: number;
  readonly recordCount: number;
  readonly #batch: ReadBatch;
  readonly #all: readonly AskingBatch[];
  readonly #index: number;
  readonly #select: Select;
  #items: readonly WalkItem<ReadRecord>[] | undefined;

  constructor(batch: ReadBatch, all: readonly AskingBatch[], index: number, select: Select) {
    this.baseOffset = batch.baseOffset;
    this.lastOffset = batch.lastOffset;
    this.sizeBytes = batch.sizeBytes;
    this.recordCount = batch.recordCount;
    this.#batch = batch;
    this.#all = all;
    this.#index = index;
    this.#select = select;
  }

  get heldBytes(): number {
    return this.#batch.heldBytes ?? 0;
  }

  get isUnprepared(): boolean {
    return this.#items === undefined;
  }

  decode(): readonly WalkItem<ReadRecord>[] {
    const items = this.#items ?? [];
    this.#items = [];
    return items;
  }

  /** Prepares this batch and, as far as they are small, those next to it. */
  async prepare(): Promise<void> {
    const group: { batch: AskingBatch; items: readonly WalkItem<ReadRecord>[] }[] = [];
    let records = 0;
    let bytes = 0;
    for (let at = this.#index; records < recordsMax && bytes < bytesMax; at += 1) {
      const batch = this.#all[at];
      if (batch?.isUnprepared !== true) break;
      const items = batch.#batch.decode();
      group.push({ batch, items });
      records += items.length;
      for (const { value } of items) bytes += value?.record.sizeBytes ?? 0;
    }
    const asked = group.flatMap(({ items }) => items.flatMap(({ value }) => (value === undefined ? [] : [value])));
    const answers = asked.length === 0 ? [] : await this.#select(asked);
    const left = new Set(asked.filter((_, index) => answers[index] !== true));
    for (const { batch, items } of group)
      batch.#items = items.map((item) =>
        item.value !== undefined && left.has(item.value) ? { ...item, value: undefined } : item,
      );
  }
}

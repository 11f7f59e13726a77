import type { MetadataBatch, MetadataLog, QuorumStatus } from '../../controller/metadata-log';

/** A metadata log without a disk, for tests: each batch is committed at once, unless commits are held back or fail. */
export class MemoryMetadataLog implements MetadataLog {
  readonly leaderEpoch = 1;
  readonly batches: MetadataBatch[] = [];
  nextOffset = 0;
  failure: Error | undefined;
  #held: (() => void)[] | undefined;

  async *committedBatches(): AsyncGenerator<MetadataBatch, undefined> {
    for (const batch of this.batches.slice()) {
      yield batch;
      await Promise.resolve();
    }
    return undefined;
  }

  append(values: readonly Buffer[]): Promise<void> {
    this.nextOffset += values.length;
    const { failure } = this;
    if (failure !== undefined) return Promise.reject(failure);
    const batch = { lastOffset: this.nextOffset - 1, epoch: this.leaderEpoch, values };
    const held = this.#held;
    if (held === undefined) {
      this.batches.push(batch);
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      held.push(() => {
        this.batches.push(batch);
        resolve();
      });
    });
  }

  status(): QuorumStatus {
    return { leaderId: 1, leaderEpoch: this.leaderEpoch, highWatermark: this.nextOffset, voters: [], observers: [] };
  }

  /** From now on appends wait for release(). */
  hold(): void {
    this.#held ??= [];
  }

  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const commit of held) commit();
  }
}

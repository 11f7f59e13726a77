import type { Partition } from './partition';
import type { DelayedOperation } from './purgatory';

/** A fetch that waits until its partitions hold enough bytes, or one of them is no longer led here. */
export class DelayedFetch implements DelayedOperation {
  readonly completed: Promise<void>;
  readonly #partitions: readonly { partition: Partition; leaderEpoch: number }[];
  readonly #readableBytesWanted: number;
  #complete: () => void = () => undefined;

  /** `readableBytesWanted` is the sum of the partitions' readableBytes at which the fetch is worth answering. */
  constructor(partitions: readonly Partition[], readableBytesWanted: number) {
    this.#partitions = partitions.map((partition) => ({ partition, leaderEpoch: partition.leaderEpoch }));
    this.#readableBytesWanted = readableBytesWanted;
    this.completed = new Promise((resolve) => {
      this.#complete = resolve;
    });
  }

  tryComplete(): boolean {
    let readableBytes = 0;
    for (const { partition, leaderEpoch } of this.#partitions) {
      if (!partition.isLeader || partition.leaderEpoch !== leaderEpoch) return this.#done();
      readableBytes += partition.readableBytes;
    }
    return readableBytes >= this.#readableBytesWanted && this.#done();
  }

  expire(): void {
    this.#done();
  }

  #done(): true {
    this.#complete();
    return true;
  }
}

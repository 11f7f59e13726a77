import { KafkaError } from '../protocol/kafka-error';
import type { Partition } from './partition';
import type { DelayedOperation } from './purgatory';
import { toKafkaError } from './to-kafka-error';

/** One partition's share of an `acks=all` produce that waits for its replicas. */
export class DelayedProduce implements DelayedOperation {
  /** Undefined once the records are replicated, else why they may not be. */
  readonly completed: Promise<KafkaError | undefined>;
  readonly #partition: Partition;
  readonly #leaderEpoch: number;
  readonly #requiredOffset: number;
  #complete: (error: KafkaError | undefined) => void = () => undefined;

  constructor(partition: Partition, leaderEpoch: number, requiredOffset: number) {
    this.#partition = partition;
    this.#leaderEpoch = leaderEpoch;
    this.#requiredOffset = requiredOffset;
    this.completed = new Promise((resolve) => {
      this.#complete = resolve;
    });
  }

  tryComplete(): boolean {
    try {
      if (!this.#partition.isReplicated(this.#requiredOffset, this.#leaderEpoch)) return false;
      this.#complete(undefined);
    } catch (error) {
      this.#complete(toKafkaError(error));
    }
    return true;
  }

  expire(): void {
    this.#complete(new KafkaError('REQUEST_TIMED_OUT', `${this.#partition.name} was not replicated in time.`));
  }
}

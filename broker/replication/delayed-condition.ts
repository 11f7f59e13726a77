import { KafkaError } from '../protocol/kafka-error';
import type { DelayedOperation } from './purgatory';
import { toKafkaError } from './to-kafka-error';

/** Waits until something holds that a replica's progress brings about. */
export class DelayedCondition implements DelayedOperation {
  /** Undefined once it holds, else why it does not: it threw that it never will, or its time was up. */
  readonly completed: Promise<KafkaError | undefined>;
  readonly #holds: () => boolean;
  readonly #sentenceOnTimeout: string;
  #complete: (error: KafkaError | undefined) => void = () => undefined;

  constructor(holds: () => boolean, sentenceOnTimeout: string) {
    this.#holds = holds;
    this.#sentenceOnTimeout = sentenceOnTimeout;
    this.completed = new Promise((resolve) => {
      this.#complete = resolve;
    });
  }

  tryComplete(): boolean {
    try {
      if (!this.#holds()) return false;
      this.#complete(undefined);
    } catch (error) {
      this.#complete(toKafkaError(error));
    }
    return true;
  }

  expire(): void {
    this.#complete(new KafkaError('REQUEST_TIMED_OUT', this.#sentenceOnTimeout));
  }
}

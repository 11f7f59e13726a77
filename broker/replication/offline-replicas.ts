import { isOutOfSpace } from '../log/storage-error';
import type { Logger } from '../platform/logger';
import type { Timer, Timers } from '../platform/timers';
import { KafkaError } from '../protocol/kafka-error';
import { topicPartitionName, type TopicPartition } from '../protocol/topic-partition';

/** Pause before a log that found no room is tried again. */
const retryMs = 1000;

interface OfflineReplica {
  readonly topicPartition: TopicPartition;
  /** What clients are told. */
  readonly error: KafkaError;
  readonly isOutOfSpace: boolean;
}

interface OfflineReplicasOptions {
  readonly timers: Timers;
  readonly logger: Logger;
  /** Tries to use the log again; calls add() or remove() before it resolves. Never rejects. */
  readonly retry: (topicPartition: TopicPartition) => Promise<void>;
}

/** Replicas whose log cannot be used. Those that only lack room are tried again until they have it; all others wait for a change or a restart. */
export class OfflineReplicas {
  readonly #options: OfflineReplicasOptions;
  /** In the order in which they are tried. */
  readonly #replicas = new Map<string, OfflineReplica>();
  #timer: Timer | undefined;
  #isRetrying = false;
  #isClosed = false;

  constructor(options: OfflineReplicasOptions) {
    this.#options = options;
  }

  errorOf(partitionName: string): KafkaError | undefined {
    return this.#replicas.get(partitionName)?.error;
  }

  /** Said aloud once, however often it is tried. */
  add(topicPartition: TopicPartition, cause: unknown): void {
    const name = topicPartitionName(topicPartition);
    const reason = cause instanceof Error ? cause.message : String(cause);
    const error = new KafkaError('KAFKA_STORAGE_ERROR', `The log of ${name} cannot be used: ${reason}`, { cause });
    if (this.errorOf(name)?.message !== error.message)
      this.#options.logger.error(`The log of ${name} cannot be used.`, { partition: name, cause: reason });
    this.#replicas.delete(name);
    this.#replicas.set(name, { topicPartition, error, isOutOfSpace: isOutOfSpace(cause) });
    this.#schedule();
  }

  /** Whether it was one of them. */
  remove(partitionName: string): boolean {
    return this.#replicas.delete(partitionName);
  }

  close(): void {
    this.#isClosed = true;
    this.#timer?.cancel();
  }

  #schedule(): void {
    if (this.#isClosed || this.#isRetrying || this.#timer !== undefined) return;
    if (![...this.#replicas.values()].some((replica) => replica.isOutOfSpace)) return;
    this.#timer = this.#options.timers.after(retryMs, () => {
      this.#timer = undefined;
      void this.#retry();
    });
  }

  /** One after the other until one finds no room: the others would not find any either, and each attempt reads a log. */
  async #retry(): Promise<void> {
    this.#isRetrying = true;
    for (const [name, replica] of [...this.#replicas]) {
      if (this.#isClosed) return;
      if (!replica.isOutOfSpace || !this.#replicas.has(name)) continue;
      await this.#options.retry(replica.topicPartition);
      if (this.#replicas.get(name)?.isOutOfSpace === true) break;
    }
    this.#isRetrying = false;
    this.#schedule();
  }
}

import type { TopicPartition } from '../../protocol/topic-partition';
import { recordSizeBytesMax, type KeyValue, type PartitionWriter } from './partition-writer';

interface PendingWrite {
  isCommitted: boolean;
  readonly commit: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The appends of one shard that are on their way. They are sent at once, one behind the other, and take effect in that
 * order whatever the order of the writer's answers. The first failure ends the queue: it and all behind it fail.
 */
export class WriteQueue {
  private readonly pending: PendingWrite[] = [];
  private unsettledCount = 0;
  private failure: { readonly error: unknown } | undefined;
  private idleWaiters: (() => void)[] = [];
  private readonly writer: PartitionWriter;
  private readonly topicPartition: TopicPartition;
  private readonly batchBytesMax: number;

  constructor(options: { writer: PartitionWriter; topicPartition: TopicPartition; batchBytesMax: number }) {
    this.writer = options.writer;
    this.topicPartition = options.topicPartition;
    this.batchBytesMax = options.batchBytesMax;
  }

  /** Resolves after the records are committed and `onCommitted` has run. */
  append(records: readonly KeyValue[], onCommitted: () => void): Promise<void> {
    if (this.failure !== undefined) return Promise.reject(toError(this.failure.error));
    return new Promise<void>((resolve, reject) => {
      const write: PendingWrite = {
        isCommitted: false,
        commit: () => {
          onCommitted();
          resolve();
        },
        reject,
      };
      this.pending.push(write);
      this.unsettledCount += 1;
      void this.send(records).then(
        () => {
          write.isCommitted = true;
          this.drain();
          this.settled();
        },
        (error: unknown) => {
          this.fail(error);
          this.settled();
        },
      );
    });
  }

  /** Fails what is pending; the writer may still be at work on it. */
  fail(error: unknown): void {
    this.failure ??= { error };
    for (const write of this.pending.splice(0)) write.reject(error);
  }

  /** Resolves when the writer has answered every append, so that the log holds all that it will ever hold of them. */
  whenIdle(): Promise<void> {
    if (this.unsettledCount === 0) return Promise.resolve();
    return new Promise((resolve) => this.idleWaiters.push(resolve));
  }

  private async send(records: readonly KeyValue[]): Promise<void> {
    const appends: Promise<unknown>[] = [];
    for (const batch of batchesOf(records, this.batchBytesMax)) appends.push(this.writer.append(this.topicPartition, batch));
    await Promise.all(appends);
  }

  private drain(): void {
    while (this.pending[0]?.isCommitted === true) this.pending.shift()?.commit();
  }

  private settled(): void {
    this.unsettledCount -= 1;
    if (this.unsettledCount > 0) return;
    for (const wake of this.idleWaiters.splice(0)) wake();
  }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** Only deletions of many keys are larger than a batch; each of them is good by itself. */
function* batchesOf(records: readonly KeyValue[], batchBytesMax: number): Generator<KeyValue[]> {
  let batch: KeyValue[] = [];
  let sizeBytes = 0;
  for (const record of records) {
    const recordBytes = recordSizeBytesMax(record);
    if (batch.length > 0 && sizeBytes + recordBytes > batchBytesMax) {
      yield batch;
      batch = [];
      sizeBytes = 0;
    }
    batch.push(record);
    sizeBytes += recordBytes;
  }
  if (batch.length > 0) yield batch;
}

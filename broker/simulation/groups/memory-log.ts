import type { ErrorName } from '../../protocol/error-codes';
import { KafkaError } from '../../protocol/kafka-error';
import { encodeBatch } from '../../protocol/records/encode-batch';
import { topicPartitionName, type TopicPartition } from '../../protocol/topic-partition';
import type { KeyValue, PartitionLoader, PartitionWriter } from '../../coordinator/runtime/partition-writer';

/** The partitions of a coordinator in memory, with appends that can be held back or refused. */
export class MemoryLog implements PartitionWriter, PartitionLoader {
  private readonly partitions = new Map<string, Buffer[]>();
  private held: (() => void)[] | undefined;
  private nextFailure: ErrorName | undefined;
  private loadFailure: ErrorName | undefined;
  /** Records in the order they were appended, for the test to read. */
  readonly appended: KeyValue[] = [];

  failNextAppend(name: ErrorName): void {
    this.nextFailure = name;
  }

  failNextLoad(name: ErrorName): void {
    this.loadFailure = name;
  }

  /** From now on appends are in the log but not committed. */
  hold(): void {
    this.held ??= [];
  }

  release(): void {
    const held = this.held ?? [];
    this.held = undefined;
    for (const commit of held) commit();
  }

  append(topicPartition: TopicPartition, records: readonly KeyValue[]): Promise<{ lastOffset: number }> {
    const failure = this.nextFailure;
    if (failure !== undefined) {
      this.nextFailure = undefined;
      return Promise.reject(new KafkaError(failure, 'The log refused the append.'));
    }
    const name = topicPartitionName(topicPartition);
    const batches = this.partitions.get(name) ?? [];
    this.partitions.set(name, batches);
    batches.push(encodeBatch(records.map((record) => ({ ...record, timestampMs: 0 }))));
    this.appended.push(...records);
    const result = { lastOffset: this.appended.length - 1 };
    if (this.held === undefined) return Promise.resolve(result);
    const { held } = this;
    return new Promise((resolve) => {
      held.push(() => {
        resolve(result);
      });
    });
  }

  async *read(topicPartition: TopicPartition): AsyncGenerator<Buffer> {
    const failure = this.loadFailure;
    this.loadFailure = undefined;
    await Promise.resolve();
    if (failure !== undefined) throw new KafkaError(failure, 'The log cannot be read.');
    const batches = this.partitions.get(topicPartitionName(topicPartition)) ?? [];
    if (batches.length > 0) yield Buffer.concat(batches);
  }
}

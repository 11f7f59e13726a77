import type { TopicPartition } from '../../protocol/topic-partition';

/** One record of a coordinator's partition, as bytes. A null value deletes the key. */
export interface KeyValue {
  readonly key: Buffer;
  readonly value: Buffer | null;
}

/** Lengths, deltas and attributes of a record in a batch are less than this. */
const recordOverheadBytesMax = 24;

/** At most this much of a batch is taken by the record. */
export function recordSizeBytesMax({ key, value }: KeyValue): number {
  return key.length + (value?.length ?? 0) + recordOverheadBytesMax;
}

/** The log a coordinator writes to, as far as it needs to know it. */
export interface PartitionWriter {
  /**
   * Appends the records as one batch, in the order of the calls. Resolves when the batch is committed; rejects with a
   * KafkaError, after which it is unknown whether the batch is in the log.
   */
  append(topicPartition: TopicPartition, records: readonly KeyValue[]): Promise<{ lastOffset: number }>;
}

/** The same log, read from its start to its end when a coordinator takes over. */
export interface PartitionLoader {
  /** Buffers of whole record batches, in order. */
  read(topicPartition: TopicPartition): AsyncIterable<Buffer>;
}

import { batchesIn } from '../../protocol/records/batches';
import { batchHeader } from '../../protocol/records/batch-header';
import { decodeBatch } from '../../protocol/records/decode-batch';
import type { TopicPartition } from '../../protocol/topic-partition';
import type { KeyValue, PartitionLoader } from './partition-writer';

/** The data records of a partition, oldest first. Control batches and records without a key say nothing to a coordinator. */
export async function* readLog(loader: PartitionLoader, topicPartition: TopicPartition): AsyncGenerator<KeyValue> {
  for await (const buffer of loader.read(topicPartition)) {
    for (const { at } of batchesIn(buffer)) {
      if (batchHeader.isControl(buffer, at)) continue;
      for (const { key, value } of decodeBatch(buffer, at)) {
        if (key !== null) yield { key, value };
      }
    }
  }
}

import { topicPartitionName, type TopicPartition } from '../../../protocol/topic-partition';
import { UsageError } from '../../usage-error';
import type { JsonNode } from '../json-file';

/** `{"partitions": [{"topic": "foo", "partition": 1}, …]}`, each partition once. */
export function electionPartitions(file: JsonNode): TopicPartition[] {
  const partitions = file
    .field('partitions')
    .items()
    .map((item) => ({ topic: item.field('topic').text(), partition: item.field('partition').number() }));
  const names = partitions.map(topicPartitionName);
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  if (twice.size > 0) {
    throw new UsageError(`Replica election data contains duplicate partitions: [${[...twice].join(', ')}]`);
  }
  return partitions;
}

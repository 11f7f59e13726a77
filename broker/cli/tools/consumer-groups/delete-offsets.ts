import { errorSentence } from '../../../client/error-sentence';
import { deleteGroupOffsets, type OffsetDeletion } from '../../../client/group-deletion';
import type { TopicPartition } from '../../../protocol/topic-partition';
import type { ToolContext } from '../define-tool';
import { columns, widthOf } from '../text-columns';
import { compareTopicPartitions } from '../topic-partition-order';
import { namedPartitions } from './topic-argument';

/** What became of a partition's offset. Partition −1 stands for a topic that does not exist. */
interface PartitionStatus extends TopicPartition {
  readonly error: string | undefined;
}

/** Kafka's table of what was deleted. */
export function deletionTable(statuses: readonly PartitionStatus[]): string {
  const widths = [
    widthOf(
      statuses.map(({ topic }) => topic),
      15,
    ),
    10,
    15,
  ];
  const rows = [...statuses]
    .sort(compareTopicPartitions)
    .map(({ topic, partition, error }) => [
      topic,
      partition < 0 ? '-' : String(partition),
      error === undefined ? 'Successful' : `Error: ${error}`,
    ]);
  const lines = [['TOPIC', 'PARTITION', 'STATUS'], ...rows].map((cells) => `\n${columns(cells, widths)}`);
  return `${lines.join('')}\n`;
}

function statusesOf(asked: readonly TopicPartition[], { error, partitions }: OffsetDeletion): PartitionStatus[] {
  if (error !== undefined) return asked.map((part) => ({ ...part, error: error.message }));
  return partitions.map(({ topic, partition, error: problem }) => ({ topic, partition, error: problem?.message }));
}

/** `--delete-offsets`. */
export async function deleteOffsets({ client, options, print, warn }: ToolContext): Promise<number> {
  const [groupId = ''] = options.values('group');
  const { partitions, unknownTopics } = await namedPartitions(client, options.values('topic'));
  const deletion = await deleteGroupOffsets(client, groupId, partitions);
  const unknown = errorSentence('UNKNOWN_TOPIC_OR_PARTITION');
  const statuses = [
    ...statusesOf(partitions, deletion),
    ...unknownTopics.map((topic) => ({ topic, partition: -1, error: unknown })),
  ];
  const hasFailed = statuses.some(({ error }) => error !== undefined);
  if (deletion.error !== undefined) warn(`\nError: ${deletion.error.message}`);
  else if (hasFailed) warn('\nError: Encountered some partition-level error, see the follow-up details.');
  else await print(`Request succeeded for deleting offsets from group ${groupId}.\n`);
  await print(deletionTable(statuses));
  return deletion.error === undefined && !hasFailed ? 0 : 1;
}

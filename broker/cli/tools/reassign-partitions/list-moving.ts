import { listReassignments, type PartitionReassignment } from '../../../client/partition-reassignments';
import { topicPartitionName } from '../../../protocol/topic-partition';
import type { ToolContext } from '../define-tool';
import { compareTopicPartitions } from '../topic-partition-order';

function movingLine({ replicas, addingReplicas, removingReplicas, ...partition }: PartitionReassignment): string {
  const part = (word: string, ids: readonly number[]): string => (ids.length === 0 ? '' : ` ${word}: ${ids.join(',')}.`);
  const changes = part('adding', addingReplicas) + part('removing', removingReplicas);
  return `${topicPartitionName(partition)}: replicas: ${replicas.join(',')}.${changes}`;
}

/** Kafka's list of what is moving. */
export function movingText(moving: readonly PartitionReassignment[]): string {
  if (moving.length === 0) return 'No partition reassignments found.\n';
  const lines = [...moving].sort(compareTopicPartitions).map(movingLine);
  return `Current partition reassignments:\n${lines.join('\n')}\n`;
}

/** `--list`. */
export async function listMoving({ client, print }: ToolContext): Promise<number> {
  await print(movingText(await listReassignments(client)));
  return 0;
}

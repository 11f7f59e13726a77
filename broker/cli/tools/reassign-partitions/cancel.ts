import { alterReassignments, listReassignments } from '../../../client/partition-reassignments';
import { topicPartitionName } from '../../../protocol/topic-partition';
import type { ToolContext } from '../define-tool';
import { readJsonFile } from '../json-file';
import { compareTopicPartitions } from '../topic-partition-order';
import { placementsIn } from './reassignment-file';
import { clearThrottles } from './throttles';

/** `--cancel`. */
export async function cancel({ client, options, print, warn }: ToolContext): Promise<number> {
  const targets = placementsIn(await readJsonFile('reassignment-json-file', options.value('reassignment-json-file') ?? ''));
  const moving = (await listReassignments(client, targets)).sort(compareTopicPartitions);
  const nowhere = moving.map(({ topic, partition }) => ({ topic, partition, replicas: null }));
  const refused = moving.length === 0 ? [] : await alterReassignments(client, nowhere);
  if (refused.length > 0) {
    const lines = refused
      .sort(compareTopicPartitions)
      .map(({ error, ...partition }) => `${topicPartitionName(partition)}: ${error.message}`);
    warn([`Error cancelling partition reassignment${refused.length === 1 ? '' : 's'} for:`, ...lines].join('\n'));
    return 1;
  }
  const names = moving.map(topicPartitionName).join(',');
  await print(
    moving.length === 0
      ? 'None of the specified partition reassignments are active.\n'
      : `Successfully cancelled partition reassignment${moving.length === 1 ? '' : 's'} for: ${names}\n`,
  );
  if (!options.flag('preserve-throttles')) await clearThrottles(client, targets, print);
  return 0;
}

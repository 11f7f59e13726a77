import { describeConsumerGroup } from '../../../client/describe-consumer-group';
import type { GroupDescription } from '../../../client/group-description';
import { listGroups } from '../../../client/group-listing';
import type { ToolContext } from '../define-tool';
import { groupFilter } from './group-filter';

/** The groups that --group or --all-groups names, each once, by name. */
export async function groupIdsOf({ client, options }: ToolContext): Promise<string[]> {
  if (!options.flag('all-groups')) return [...new Set(options.values('group'))].sort();
  return (await listGroups(client)).filter(groupFilter(options)).map(({ groupId }) => groupId);
}

/** All of them, or none: a group that does not exist is an error. */
export async function describedGroups(context: ToolContext): Promise<GroupDescription[]> {
  const groupIds = await groupIdsOf(context);
  return Promise.all(groupIds.map((groupId) => describeConsumerGroup(context.client, groupId)));
}

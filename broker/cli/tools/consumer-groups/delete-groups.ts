import { deleteGroup } from '../../../client/group-deletion';
import type { ToolContext } from '../define-tool';
import { groupIdsOf } from './group-ids';

/** `--delete`. */
export async function deleteGroups(context: ToolContext): Promise<number> {
  const { client, print, warn } = context;
  const groupIds = await groupIdsOf(context);
  const results = await Promise.all(groupIds.map(async (groupId) => ({ groupId, error: await deleteGroup(client, groupId) })));
  const deleted = results
    .filter(({ error }) => error === undefined)
    .map(({ groupId }) => `'${groupId}'`)
    .join(', ');
  const failed = results.filter(({ error }) => error !== undefined);
  if (failed.length === 0) {
    await print(`Deletion of requested consumer groups (${deleted}) was successful.\n`);
    return 0;
  }
  warn('\nError: Deletion of some consumer groups failed:');
  for (const { groupId, error } of failed) {
    warn(`* Group '${groupId}' could not be deleted due to: ${error?.message ?? ''}`);
  }
  if (deleted !== '') await print(`\nThese consumer groups were deleted successfully: ${deleted}\n`);
  return 1;
}

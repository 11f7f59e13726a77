import { removeRaftVoter } from '../../../client/raft-voters';
import type { ToolContext } from '../define-tool';

/** `remove-controller`. */
export async function removeController({ client, options, print }: ToolContext): Promise<number> {
  const id = Number(options.value('controller-id'));
  const directoryId = options.value('controller-directory-id') ?? '';
  const isDryRun = options.flag('dry-run');
  if (!isDryRun) await removeRaftVoter(client, { id, directoryId });
  // Kafka's sentence has two spaces here.
  await print(`${isDryRun ? 'DRY RUN of removing' : 'Removed'}  KRaft controller ${id} with directory id ${directoryId}\n`);
  return 0;
}

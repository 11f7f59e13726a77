import { describeCluster } from '../../../client/cluster-description';
import type { ToolContext } from '../define-tool';

/** `cluster-id`. */
export async function clusterId({ client, print }: ToolContext): Promise<number> {
  await print(`Cluster ID: ${(await describeCluster(client)).clusterId}\n`);
  return 0;
}

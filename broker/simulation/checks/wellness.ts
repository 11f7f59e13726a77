import type { SimCluster } from '../cluster/sim-cluster';
import type { SimNode } from '../cluster/sim-node';
import type { Workload } from '../workload/workload';

/** What still has to come right once nothing disturbs the cluster any more; empty when all is well. */
export function whatIsWrong(cluster: SimCluster, workload: Workload): string[] {
  const down = cluster.nodes.filter(({ state }) => state !== 'up').map(({ name, state }) => `${name} is ${state}`);
  if (down.length > 0) return down;
  const wrong = cluster.nodes.flatMap((node) => wrongInMetadata(node, cluster.nodes.length));
  if (workload.pendingCount > 0) wrong.push(`${workload.pendingCount} records are not answered`);
  for (const { id, topic } of workload.groups) {
    const members = [...workload.members].filter(([name]) => name.startsWith(`${id}m`)).map(([, member]) => member);
    const assigned = members.reduce((sum, { assignedCount }) => sum + assignedCount, 0);
    if (members.length > 0 && assigned !== topic.partitions)
      wrong.push(`the members of ${id} have ${assigned} of ${topic.partitions} partitions`);
  }
  return wrong;
}

/** As this broker sees it. */
function wrongInMetadata({ name, broker }: SimNode, brokers: number): string[] {
  if (broker === undefined) return [];
  const { image } = broker.services.metadata;
  const wrong: string[] = [];
  const unfenced = [...image.brokers.values()].filter(({ fenced }) => !fenced).length;
  if (unfenced < brokers) wrong.push(`${name} sees ${unfenced} brokers unfenced`);
  for (const topic of image.topicsByName.values()) {
    for (const [index, { leader, isr, replicas }] of topic.partitions.entries()) {
      if (leader < 0) wrong.push(`${name} sees no leader of ${topic.name}-${index}`);
      if (isr.length < replicas.length)
        wrong.push(`${name} sees ${isr.join()} of ${replicas.join()} in sync for ${topic.name}-${index}`);
    }
  }
  return wrong;
}

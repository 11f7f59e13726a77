import type { ClusterEvents } from '@/lib/contracts/event';
import type { ServiceContext } from '../../service-context';

const eventsMax = 200;

/** What happened to the cluster, newest first. */
export async function listEvents({ ctx, input }: { ctx: ServiceContext; input: { cluster: string } }): Promise<ClusterEvents> {
  const { watch } = ctx.runtime.cluster(input.cluster);
  const { events, ...facts } = await watch.events();
  return { events: events.slice(0, eventsMax), ...facts };
}

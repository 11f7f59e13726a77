import type { BrokerList } from '@/lib/contracts/broker';
import type { ServiceContext } from '../../service-context';
import { clusterFacts } from '../clusters/cluster-facts';
import { controllerOf } from '../clusters/controller-of';

export async function listBrokers({ ctx, input }: { ctx: ServiceContext; input: { cluster: string } }): Promise<BrokerList> {
  const handle = ctx.runtime.cluster(input.cluster);
  const facts = await clusterFacts(handle);
  return { brokers: facts.brokers, controllerId: controllerOf(handle, facts), sampledAtMs: facts.metadata?.atMs ?? Date.now() };
}

import type { BrokerList } from '@/lib/contracts/broker';
import type { ServiceContext } from '../../service-context';
import { clusterFacts } from '../clusters/cluster-facts';

export async function listBrokers({ ctx, input }: { ctx: ServiceContext; input: { cluster: string } }): Promise<BrokerList> {
  const { brokers, quorum, metadata } = await clusterFacts(ctx.runtime.cluster(input.cluster));
  return { brokers, controllerId: quorum?.leaderId ?? null, sampledAtMs: metadata?.atMs ?? Date.now() };
}

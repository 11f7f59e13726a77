import type { Quorum } from '@/lib/contracts/broker';
import { describeQuorum as describeOnCluster } from '../../kafka/quorum';
import type { ServiceContext } from '../../service-context';

export function describeQuorum({ ctx, input }: { ctx: ServiceContext; input: { cluster: string } }): Promise<Quorum> {
  return describeOnCluster(ctx.runtime.cluster(input.cluster).client);
}

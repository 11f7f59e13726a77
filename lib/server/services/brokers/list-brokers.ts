import type { BrokerList } from '@/lib/contracts/broker';
import { controllerIdOf } from '../../kafka/quorum';
import type { ServiceContext } from '../../service-context';
import { brokerSizes } from './broker-sizes';
import { brokerSummaries } from './broker-views';

export async function listBrokers({ ctx, input }: { ctx: ServiceContext; input: { cluster: string } }): Promise<BrokerList> {
  const handle = ctx.runtime.cluster(input.cluster);
  const metadata = await handle.client.metadata();
  const [controllerId, sizes, supervisor] = await Promise.all([
    controllerIdOf(handle.client),
    brokerSizes(handle.client, metadata),
    handle.supervisor?.state() ?? null,
  ]);
  return {
    brokers: brokerSummaries(handle, { metadata, reachable: true, controllerId, supervisor, sizes }),
    controllerId,
    sampledAtMs: metadata.atMs,
  };
}

import type { BrokerActionDone } from '@/lib/contracts/broker';
import type { BrokerAction } from '@/lib/contracts/cluster';
import type { ServiceContext } from '../../service-context';
import { supervisorOf } from '../lab/supervisor-of';
import { lastClusterFacts } from '../clusters/cluster-facts';

/** Stops, kills, freezes, starts … a broker of the bundled cluster; answers when that is done. */
export async function actOnBroker({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { cluster: string; broker: number; action: BrokerAction };
}): Promise<BrokerActionDone> {
  const handle = ctx.runtime.cluster(input.cluster);
  const supervisor = supervisorOf(handle);
  handle.watch.hurry();
  await supervisor.act(input.broker, input.action);
  handle.watch.hurry();
  const { brokers } = await lastClusterFacts(handle);
  return { broker: input.broker, process: brokers.find(({ id }) => id === input.broker)?.process ?? null };
}

import { brokerAction } from '@/lib/contracts/cluster';
import { route } from '@/lib/server/http/route';
import { unknownPath } from '@/lib/server/http/unknown-path';
import { actOnBroker } from '@/lib/server/services/brokers/act-on-broker';

export const POST = route((call) => {
  const action = brokerAction.safeParse(call.param('action'));
  if (!action.success) return unknownPath(call);
  const input = { cluster: call.param('cluster'), broker: call.number('broker'), action: action.data };
  return actOnBroker({ ctx: call.ctx, input });
});

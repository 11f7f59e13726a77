import { preferredLeaderRequest } from '@/lib/contracts/replicas';
import { route } from '@/lib/server/http/route';
import { preferLeader } from '@/lib/server/services/replicas/prefer-leader';

export const POST = route(async (call) => {
  const { broker } = await call.json(preferredLeaderRequest);
  const input = { cluster: call.param('cluster'), topic: call.param('topic'), partition: call.number('partition'), broker };
  return preferLeader({ ctx: call.ctx, input });
});

import { leaderElectionRequest } from '@/lib/contracts/replicas';
import { route } from '@/lib/server/http/route';
import { electLeaders } from '@/lib/server/services/replicas/elect-leaders';

export const POST = route(async (call) => {
  const request = await call.json(leaderElectionRequest);
  return electLeaders({ ctx: call.ctx, input: { cluster: call.param('cluster'), request } });
});

import { reassignmentRequest } from '@/lib/contracts/replicas';
import { route } from '@/lib/server/http/route';
import { listMoves, reassignPartitions } from '@/lib/server/services/replicas/reassign-partitions';

export const GET = route((call) => listMoves({ ctx: call.ctx, input: { cluster: call.param('cluster') } }));

export const POST = route(async (call) => {
  const request = await call.json(reassignmentRequest);
  return reassignPartitions({ ctx: call.ctx, input: { cluster: call.param('cluster'), request } });
});

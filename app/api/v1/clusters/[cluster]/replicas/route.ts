import { replicaMapQuery } from '@/lib/contracts/replicas';
import { route } from '@/lib/server/http/route';
import { describeReplicas } from '@/lib/server/services/replicas/describe-replicas';

export const GET = route((call) =>
  describeReplicas({ ctx: call.ctx, input: { cluster: call.param('cluster'), query: call.query(replicaMapQuery) } }),
);

import { route } from '@/lib/server/http/route';
import { describeCluster } from '@/lib/server/services/clusters/describe-cluster';

export const GET = route((call) => describeCluster({ ctx: call.ctx, input: { cluster: call.param('cluster') } }));

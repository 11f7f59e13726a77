import { route } from '@/lib/server/http/route';
import { describeCluster } from '@/lib/server/services/clusters/describe-cluster';
import { removeCluster } from '@/lib/server/services/clusters/remove-cluster';

export const GET = route((call) => describeCluster({ ctx: call.ctx, input: { cluster: call.param('cluster') } }));

/** Of the console's list alone, so it is no write to the cluster. */
export const DELETE = route(
  async (call) => {
    await removeCluster({ ctx: call.ctx, input: { cluster: call.param('cluster') } });
    return {};
  },
  { isRead: true },
);

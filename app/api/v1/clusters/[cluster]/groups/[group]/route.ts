import { route } from '@/lib/server/http/route';
import { describeGroup } from '@/lib/server/services/groups/describe-group';

export const GET = route((call) =>
  describeGroup({ ctx: call.ctx, input: { cluster: call.param('cluster'), group: call.param('group') } }),
);

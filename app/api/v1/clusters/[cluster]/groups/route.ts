import { groupListQuery } from '@/lib/contracts/group';
import { route } from '@/lib/server/http/route';
import { listGroups } from '@/lib/server/services/groups/list-groups';

export const GET = route((call) =>
  listGroups({ ctx: call.ctx, input: { cluster: call.param('cluster'), query: call.query(groupListQuery) } }),
);

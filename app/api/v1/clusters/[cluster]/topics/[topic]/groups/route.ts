import { route } from '@/lib/server/http/route';
import { listTopicGroups } from '@/lib/server/services/groups/list-topic-groups';

export const GET = route((call) =>
  listTopicGroups({ ctx: call.ctx, input: { cluster: call.param('cluster'), topic: call.param('topic') } }),
);

import { route } from '@/lib/server/http/route';
import { deleteTopic } from '@/lib/server/services/topics/delete-topic';
import { describeTopic } from '@/lib/server/services/topics/describe-topic';

export const GET = route((call) =>
  describeTopic({ ctx: call.ctx, input: { cluster: call.param('cluster'), topic: call.param('topic') } }),
);

export const DELETE = route((call) =>
  deleteTopic({ ctx: call.ctx, input: { cluster: call.param('cluster'), topic: call.param('topic') } }),
);

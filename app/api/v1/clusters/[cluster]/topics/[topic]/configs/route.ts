import { route } from '@/lib/server/http/route';
import { listTopicConfigs } from '@/lib/server/services/topics/list-topic-configs';

export const GET = route((call) =>
  listTopicConfigs({ ctx: call.ctx, input: { cluster: call.param('cluster'), topic: call.param('topic') } }),
);

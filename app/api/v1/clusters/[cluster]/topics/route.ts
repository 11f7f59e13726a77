import { createTopicRequest, topicListQuery } from '@/lib/contracts/topic';
import { jsonResponse, route } from '@/lib/server/http/route';
import { createTopic } from '@/lib/server/services/topics/create-topic';
import { listTopics } from '@/lib/server/services/topics/list-topics';

export const GET = route((call) =>
  listTopics({ ctx: call.ctx, input: { cluster: call.param('cluster'), query: call.query(topicListQuery) } }),
);

export const POST = route(async (call) => {
  const request = await call.json(createTopicRequest);
  const created = await createTopic({ ctx: call.ctx, input: { cluster: call.param('cluster'), request } });
  return created === null ? { name: request.name, valid: true } : jsonResponse(created, 201, call.ctx.requestId);
});

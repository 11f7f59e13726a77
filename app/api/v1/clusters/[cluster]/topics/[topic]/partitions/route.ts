import { dryRunQuery, growTopicRequest } from '@/lib/contracts/topic-actions';
import { route } from '@/lib/server/http/route';
import { growTopic } from '@/lib/server/services/topics/grow-topic';

export const POST = route(async (call) => {
  const { dryRun } = call.query(dryRunQuery);
  const request = await call.json(growTopicRequest);
  return growTopic({ ctx: call.ctx, input: { cluster: call.param('cluster'), topic: call.param('topic'), request, dryRun } });
});

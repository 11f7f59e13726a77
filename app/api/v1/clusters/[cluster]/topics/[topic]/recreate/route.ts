import { dryRunQuery, recreateTopicRequest } from '@/lib/contracts/topic-actions';
import { route } from '@/lib/server/http/route';
import { recreateTopic } from '@/lib/server/services/topics/recreate-topic';

export const POST = route(async (call) => {
  const { dryRun } = call.query(dryRunQuery);
  const request = await call.json(recreateTopicRequest);
  return recreateTopic({ ctx: call.ctx, input: { cluster: call.param('cluster'), topic: call.param('topic'), request, dryRun } });
});

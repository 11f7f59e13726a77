import { alterConfigsRequest } from '@/lib/contracts/config';
import { dryRunQuery } from '@/lib/contracts/topic-actions';
import { route } from '@/lib/server/http/route';
import { alterTopicConfigs } from '@/lib/server/services/topics/alter-topic-configs';
import { listTopicConfigs } from '@/lib/server/services/topics/list-topic-configs';

export const GET = route((call) =>
  listTopicConfigs({ ctx: call.ctx, input: { cluster: call.param('cluster'), topic: call.param('topic') } }),
);

export const PATCH = route(async (call) => {
  const { dryRun } = call.query(dryRunQuery);
  const request = await call.json(alterConfigsRequest);
  return alterTopicConfigs({
    ctx: call.ctx,
    input: { cluster: call.param('cluster'), topic: call.param('topic'), request, dryRun },
  });
});

import { latestKeysQuery } from '@/lib/contracts/keys';
import { eventStream } from '@/lib/server/http/event-stream';
import { route } from '@/lib/server/http/route';
import { latestKeys } from '@/lib/server/services/records/latest-keys';

export const dynamic = 'force-dynamic';

export const GET = route(async (call) => {
  const input = { cluster: call.param('cluster'), topic: call.param('topic'), query: call.query(latestKeysQuery) };
  return eventStream(call, await latestKeys({ ctx: call.ctx, input }));
});

import { keyQuery } from '@/lib/contracts/keys';
import { eventStream } from '@/lib/server/http/event-stream';
import { route } from '@/lib/server/http/route';
import { keyHistory } from '@/lib/server/services/records/key-history';

export const dynamic = 'force-dynamic';

export const GET = route(async (call) => {
  const input = { cluster: call.param('cluster'), topic: call.param('topic'), query: call.query(keyQuery) };
  return eventStream(call, await keyHistory({ ctx: call.ctx, input }));
});

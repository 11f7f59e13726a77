import { recordsQuery } from '@/lib/contracts/record';
import { route } from '@/lib/server/http/route';
import { streamResponse } from '@/lib/server/http/stream-response';
import { streamRecords } from '@/lib/server/services/streams/stream-records';

export const dynamic = 'force-dynamic';

export const GET = route(async (call) => {
  const follow = call.url.searchParams.get('follow') === '1';
  const lastEventId = call.request.headers.get('last-event-id') ?? undefined;
  const input = {
    cluster: call.param('cluster'),
    topic: call.param('topic'),
    query: call.query(recordsQuery),
    follow,
    lastEventId,
  };
  return streamResponse(await streamRecords({ ctx: call.ctx, input }));
});

import { recordsQuery } from '@/lib/contracts/record';
import { eventStream } from '@/lib/server/http/event-stream';
import { route } from '@/lib/server/http/route';
import { searchRecords } from '@/lib/server/services/records/search-records';

export const dynamic = 'force-dynamic';

export const GET = route((call) => {
  const input = { cluster: call.param('cluster'), topic: call.param('topic'), query: call.query(recordsQuery) };
  return eventStream(call, searchRecords({ ctx: call.ctx, input }));
});

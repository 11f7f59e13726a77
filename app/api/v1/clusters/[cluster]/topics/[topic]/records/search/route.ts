import { recordsQuery } from '@/lib/contracts/record';
import { iterableResponse } from '@/lib/server/http/iterable-response';
import { pageEvents } from '@/lib/server/http/page-events';
import { route } from '@/lib/server/http/route';
import { searchRecords } from '@/lib/server/services/records/search-records';
import { sseHeaders } from '@/lib/server/streams/sse-encoder';

export const dynamic = 'force-dynamic';

export const GET = route((call) => {
  const input = { cluster: call.param('cluster'), topic: call.param('topic'), query: call.query(recordsQuery) };
  const pages = searchRecords({ ctx: call.ctx, input });
  return iterableResponse(pageEvents(pages, call.ctx.requestId), sseHeaders);
});

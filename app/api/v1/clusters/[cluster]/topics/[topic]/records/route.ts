import { publishQuery } from '@/lib/contracts/publish';
import { recordsQuery } from '@/lib/contracts/record';
import { publishBody } from '@/lib/server/http/publish-body';
import { errorStatus, jsonResponse, route } from '@/lib/server/http/route';
import { publish } from '@/lib/server/services/records/publish';
import { readPage } from '@/lib/server/services/records/read-page';

export const GET = route((call) =>
  readPage({
    ctx: call.ctx,
    input: { cluster: call.param('cluster'), topic: call.param('topic'), query: call.query(recordsQuery) },
  }),
);

export const POST = route(async (call) => {
  const body = await publishBody(call.request);
  const input = { cluster: call.param('cluster'), topic: call.param('topic'), ...body, query: call.query(publishQuery) };
  const { results, failure } = await publish({ ctx: call.ctx, input });
  return jsonResponse(results, failure === undefined ? 200 : errorStatus(failure), call.ctx.requestId);
});

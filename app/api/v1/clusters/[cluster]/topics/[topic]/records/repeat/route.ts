import { publishQuery } from '@/lib/contracts/publish';
import { repeatRequest } from '@/lib/contracts/write-run';
import { route } from '@/lib/server/http/route';
import { streamResponse } from '@/lib/server/http/stream-response';
import { repeatPublish } from '@/lib/server/services/records/repeat-publish';

export const dynamic = 'force-dynamic';

export const POST = route(async (call) => {
  const request = await call.json(repeatRequest);
  const input = { cluster: call.param('cluster'), topic: call.param('topic'), request, query: call.query(publishQuery) };
  return streamResponse(await repeatPublish({ ctx: call.ctx, input }));
});

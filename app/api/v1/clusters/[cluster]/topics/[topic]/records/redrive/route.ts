import { dryRunQuery } from '@/lib/contracts/topic-actions';
import { redriveRequest } from '@/lib/contracts/transfer';
import { route } from '@/lib/server/http/route';
import { streamResponse } from '@/lib/server/http/stream-response';
import { redriveRecords } from '@/lib/server/services/records/redrive-records';

export const dynamic = 'force-dynamic';

export const POST = route(async (call) => {
  const { dryRun } = call.query(dryRunQuery);
  const request = await call.json(redriveRequest);
  const input = { cluster: call.param('cluster'), topic: call.param('topic'), request, dryRun };
  return streamResponse(await redriveRecords({ ctx: call.ctx, input }));
});

import { deleteRecordsRequest, dryRunQuery } from '@/lib/contracts/topic-actions';
import { route } from '@/lib/server/http/route';
import { deleteRecords } from '@/lib/server/services/records/delete-records';

export const POST = route(async (call) => {
  const { dryRun } = call.query(dryRunQuery);
  const request = await call.json(deleteRecordsRequest);
  return deleteRecords({ ctx: call.ctx, input: { cluster: call.param('cluster'), topic: call.param('topic'), request, dryRun } });
});

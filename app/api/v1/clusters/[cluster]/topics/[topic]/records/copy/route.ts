import { dryRunQuery } from '@/lib/contracts/topic-actions';
import { copyRequest } from '@/lib/contracts/transfer';
import { route } from '@/lib/server/http/route';
import { streamResponse } from '@/lib/server/http/stream-response';
import { copyRecords } from '@/lib/server/services/records/copy-records';

export const dynamic = 'force-dynamic';

/** The cluster of the path is only read; whether the one that is written to may be is asked where that is known. */
export const POST = route(
  async (call) => {
    const { dryRun } = call.query(dryRunQuery);
    const request = await call.json(copyRequest);
    const input = { cluster: call.param('cluster'), topic: call.param('topic'), request, dryRun };
    return streamResponse(await copyRecords({ ctx: call.ctx, input }));
  },
  { isRead: true },
);

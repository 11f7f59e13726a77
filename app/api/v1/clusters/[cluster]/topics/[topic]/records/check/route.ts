import { checkRequest } from '@/lib/contracts/publish';
import { route } from '@/lib/server/http/route';
import { checkRecords } from '@/lib/server/services/records/check-records';

export const POST = route(
  async (call) => {
    const request = await call.json(checkRequest);
    return checkRecords({ ctx: call.ctx, input: { cluster: call.param('cluster'), topic: call.param('topic'), request } });
  },
  { isRead: true },
);

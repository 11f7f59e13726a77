import { sampleRequest } from '@/lib/contracts/value-schema';
import { route } from '@/lib/server/http/route';
import { sampleValue } from '@/lib/server/services/records/sample-value';

export const POST = route(
  async (call) => {
    const request = await call.json(sampleRequest);
    return sampleValue({ ctx: call.ctx, input: { cluster: call.param('cluster'), topic: call.param('topic'), request } });
  },
  { isRead: true },
);

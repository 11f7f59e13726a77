import { partitionOfKeyRequest } from '@/lib/contracts/publish';
import { route } from '@/lib/server/http/route';
import { partitionOfKey } from '@/lib/server/services/records/partition-of-key';

export const POST = route(
  async (call) => {
    const request = await call.json(partitionOfKeyRequest);
    return partitionOfKey({ ctx: call.ctx, input: { cluster: call.param('cluster'), topic: call.param('topic'), request } });
  },
  { isRead: true },
);

import { route } from '@/lib/server/http/route';
import { listValueSchemas } from '@/lib/server/services/records/list-value-schemas';

export const GET = route((call) =>
  listValueSchemas({ ctx: call.ctx, input: { cluster: call.param('cluster'), topic: call.param('topic') } }),
);

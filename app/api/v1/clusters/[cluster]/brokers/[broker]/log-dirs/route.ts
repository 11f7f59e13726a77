import { route } from '@/lib/server/http/route';
import { listLogDirs } from '@/lib/server/services/brokers/describe-broker';

export const GET = route((call) =>
  listLogDirs({ ctx: call.ctx, input: { cluster: call.param('cluster'), broker: call.number('broker') } }),
);

import { route } from '@/lib/server/http/route';
import { describeBroker } from '@/lib/server/services/brokers/describe-broker';

export const GET = route((call) =>
  describeBroker({ ctx: call.ctx, input: { cluster: call.param('cluster'), broker: call.number('broker') } }),
);

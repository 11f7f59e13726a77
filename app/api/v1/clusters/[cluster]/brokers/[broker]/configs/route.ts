import { route } from '@/lib/server/http/route';
import { listBrokerConfigs } from '@/lib/server/services/brokers/describe-broker';

export const GET = route((call) =>
  listBrokerConfigs({ ctx: call.ctx, input: { cluster: call.param('cluster'), broker: call.number('broker') } }),
);

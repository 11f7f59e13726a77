import { route } from '@/lib/server/http/route';
import { listBrokers } from '@/lib/server/services/brokers/list-brokers';

export const GET = route((call) => listBrokers({ ctx: call.ctx, input: { cluster: call.param('cluster') } }));

import { route } from '@/lib/server/http/route';
import { listEvents } from '@/lib/server/services/clusters/list-events';

export const GET = route((call) => listEvents({ ctx: call.ctx, input: { cluster: call.param('cluster') } }));

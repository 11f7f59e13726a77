import { route } from '@/lib/server/http/route';
import { describeQuorum } from '@/lib/server/services/clusters/describe-quorum';

export const GET = route((call) => describeQuorum({ ctx: call.ctx, input: { cluster: call.param('cluster') } }));

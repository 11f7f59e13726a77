import { route } from '@/lib/server/http/route';
import { describeProof } from '@/lib/server/services/lab/act-on-proof';

export const GET = route((call) => Promise.resolve(describeProof({ ctx: call.ctx, input: { cluster: call.param('cluster') } })));

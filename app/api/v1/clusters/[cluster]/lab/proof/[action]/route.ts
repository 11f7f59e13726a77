import { proofAction } from '@/lib/contracts/lab';
import { route } from '@/lib/server/http/route';
import { unknownPath } from '@/lib/server/http/unknown-path';
import { actOnProof } from '@/lib/server/services/lab/act-on-proof';

export const POST = route((call) => {
  const action = proofAction.safeParse(call.param('action'));
  if (!action.success) return unknownPath(call);
  return actOnProof({ ctx: call.ctx, input: { cluster: call.param('cluster'), action: action.data } });
});

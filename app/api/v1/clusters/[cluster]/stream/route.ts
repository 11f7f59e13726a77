import { route } from '@/lib/server/http/route';
import { streamResponse } from '@/lib/server/http/stream-response';
import { openStream } from '@/lib/server/services/streams/open-stream';

export const dynamic = 'force-dynamic';

export const GET = route((call) =>
  Promise.resolve(streamResponse(openStream({ ctx: call.ctx, input: { cluster: call.param('cluster') } }))),
);

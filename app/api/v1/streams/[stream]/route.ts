import { streamUpdate } from '@/lib/contracts/stream';
import { route } from '@/lib/server/http/route';
import { stopStream } from '@/lib/server/services/streams/stop-stream';
import { updateStream } from '@/lib/server/services/streams/update-stream';

export const PUT = route(async (call) => {
  const update = await call.json(streamUpdate);
  return updateStream({ ctx: call.ctx, input: { stream: call.param('stream'), update } });
});

export const DELETE = route((call) => Promise.resolve(stopStream({ ctx: call.ctx, input: { stream: call.param('stream') } })));

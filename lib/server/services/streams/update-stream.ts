import type { StreamUpdate } from '@/lib/contracts/stream';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';

export function updateStream({ ctx, input }: { ctx: ServiceContext; input: { stream: string; update: StreamUpdate } }): {
  channels: string[];
} {
  const { channels } = input.update;
  const ids = channels.map(({ id }) => id);
  if (new Set(ids).size < ids.length)
    throw new ServiceError('INVALID_REQUEST', 'Two channels have one id.', { field: 'channels' });
  const stream = ctx.runtime.streams.get(input.stream);
  stream.update(channels);
  return { channels: ids };
}

import type { ServiceContext } from '../../service-context';
import { SseConnection } from '../../streams/sse-connection';
import { TabStream } from './tab-stream';

/** Opens the stream of a tab; its channels come by updateStream. */
export function openStream({ ctx, input }: { ctx: ServiceContext; input: { cluster: string } }): SseConnection {
  ctx.runtime.cluster(input.cluster);
  const connection = new SseConnection(ctx.signal);
  new TabStream(ctx, input.cluster, connection);
  return connection;
}

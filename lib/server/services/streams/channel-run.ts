import type { ServiceContext } from '../../service-context';
import type { ServiceError } from '../../service-error';
import type { SseConnection } from '../../streams/sse-connection';

/** What a running channel has at hand. */
export interface ChannelRun {
  readonly ctx: ServiceContext;
  readonly cluster: string;
  readonly connection: SseConnection;
  readonly id: string;
  /** Fires when the channel is taken off, or the stream ends. */
  readonly signal: AbortSignal;
  /** Says whether the cluster answers. */
  reachable(isReachable: boolean): void;
  /** A failure that the channel goes on trying to get over; undefined when it did. */
  trouble(error: ServiceError | undefined): void;
}

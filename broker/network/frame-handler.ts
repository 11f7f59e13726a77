import type { Address } from '../platform/transport';

/** What a handler may know about the connection a request came on. */
export interface ConnectionContext {
  readonly id: number;
  readonly remote: Address;
  readonly local: Address;
  readonly listenerName: string;
  /** The broker at the other end, set when it has authenticated on the internal listener; null for everybody else. */
  peerId: number | null;
  /** Told by the client in ApiVersions; the handler of that request sets both. */
  clientSoftwareName: string | null;
  clientSoftwareVersion: string | null;
}

/** `none`: nothing is sent (acks=0). `close`: the responses before this one are sent, then the connection is closed. */
export type FrameResult = readonly Buffer[] | 'none' | 'close';

/** What stands behind a listener. */
export interface FrameHandler {
  /**
   * Called in the order requests arrived, without waiting for earlier ones: it must do its synchronous part at once.
   * Resolves to the response without its size prefix. A rejection closes the connection and is logged once. The frame's
   * bytes are the handler's to change.
   */
  handleFrame(frame: Buffer, connection: ConnectionContext): Promise<FrameResult>;
  /** The connection is gone; called exactly once. */
  onClose?(connection: ConnectionContext): void;
}

import type { ConnectionContext, FrameHandler, FrameResult } from '../network/frame-handler';

/** Holds requests back, in order, until there is someone to handle them. */
export class RequestGate implements FrameHandler {
  #handler: FrameHandler | undefined;
  #release: (handler: FrameHandler) => void = () => undefined;
  readonly #opened = new Promise<FrameHandler>((resolve) => {
    this.#release = resolve;
  });

  open(handler: FrameHandler): void {
    this.#handler = handler;
    this.#release(handler);
  }

  handleFrame(frame: Buffer, connection: ConnectionContext): Promise<FrameResult> {
    if (this.#handler !== undefined) return this.#handler.handleFrame(frame, connection);
    return this.#opened.then((handler) => handler.handleFrame(frame, connection));
  }

  onClose(connection: ConnectionContext): void {
    this.#handler?.onClose?.(connection);
  }
}

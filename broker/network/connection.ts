import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import type { Timer, Timers } from '../platform/timers';
import type { Socket, TransportError } from '../platform/transport';
import { FrameAssembler, FrameError } from '../protocol/frame-assembler';
import { CodecError } from '../protocol/primitives/codec-error';
import type { ConnectionContext, FrameHandler, FrameResult } from './frame-handler';
import type { NetworkLimits } from './limits';
import type { BudgetHolder, MemoryBudget } from './memory-budget';
import { whatFirstBytesAre } from './what-first-bytes-are';

/** Responses up to this size are copied into one buffer; larger ones go to the socket as they are. */
const gatherBytesMax = 16 * 1024;
/** Turns of the microtask queue that a finished response waits for others, so that they leave in one packet. */
const flushTurns = 3;
/** How long a client may take to read its last responses and close its side. */
const lingerMsMax = 30_000;

interface ConnectionOptions {
  socket: Socket;
  context: ConnectionContext;
  handler: FrameHandler;
  limits: NetworkLimits;
  budget: MemoryBudget;
  clock: Clock;
  timers: Timers;
  logger: Logger;
  mayServe: () => boolean;
  onClosed: (connection: Connection) => void;
}

/** A request that was started. Its response leaves when those of all earlier ones have. */
interface Started {
  result: FrameResult | undefined;
}

/**
 * One client's socket. Requests start in arrival order, up to a limit at a time; responses leave in that order. Reading
 * stops while the client does not take its responses, while enough requests are at work, or while memory is short.
 */
export class Connection implements BudgetHolder {
  readonly context: ConnectionContext;
  readonly #options: ConnectionOptions;
  readonly #socket: Socket;
  readonly #assembler: FrameAssembler;
  readonly #started: Started[] = [];
  #requestsInFlight = 0;
  #finishedBytes = 0;
  #bytesIn = 0;
  #bytesOut = 0;
  #lastActivityMs: number;
  #idleTimer: Timer | undefined;
  #authenticationTimer: Timer | undefined;
  #isReading = true;
  #waitsForBudget = false;
  #flushScheduled = false;
  /** The peer sends no more; what it sent is still answered. */
  #peerEnded = false;
  #endSent = false;
  /** No further request is started; the socket is closed when the responses owed are sent. */
  #finishing = false;
  #closed = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#socket = options.socket;
    this.context = options.context;
    this.#lastActivityMs = options.clock.monotonicMs();
    const { context, limits } = options;
    this.#assembler = new FrameAssembler({
      get frameBytesMax() {
        const before = context.peerId === null ? limits.beforeAuthentication : null;
        return before?.requestBytesMax ?? limits.requestBytesMax;
      },
      onCapacity: (byBytes) => {
        options.budget.changeHalfReceived(byBytes);
      },
      whatFirstBytesAre,
    });
    options.budget.addHolder(this);
    this.#armIdleTimer(limits.idleMsMax);
    this.#armAuthenticationTimer();
    this.#socket.setEvents({
      onData: (chunk) => {
        this.#onData(chunk);
      },
      onDrain: () => {
        this.#pump();
      },
      onEnd: () => {
        this.#peerEnded = true;
        this.#pump();
      },
      onClose: (error) => {
        this.#onClose(error);
      },
    });
  }

  get bytesIn(): number {
    return this.#bytesIn;
  }

  get bytesOut(): number {
    return this.#bytesOut;
  }

  get requestsInFlight(): number {
    return this.#requestsInFlight;
  }

  /** Nothing is at work and nothing waits to be sent. */
  get isQuiet(): boolean {
    return this.#started.length === 0 && this.#socket.bufferedBytes === 0;
  }

  get halfReceivedBytes(): number {
    return this.#assembler.halfReceivedBytes;
  }

  onBudgetFreed(): void {
    this.#waitsForBudget = false;
    this.#pump();
  }

  evict(): void {
    this.#refuse('left a large request half sent while request memory was full');
  }

  /** Starts nothing more, sends what is owed, then closes. */
  finish(): void {
    this.#finishing = true;
    this.#scheduleFlush();
  }

  destroy(): void {
    this.#finishing = true;
    this.#socket.destroy();
  }

  #onData(chunk: Buffer): void {
    if (this.#finishing || this.#closed) return;
    this.#bytesIn += chunk.length;
    this.#lastActivityMs = this.#options.clock.monotonicMs();
    this.#assembler.add(chunk);
    this.#pump();
  }

  /** Starts the requests that may start, then decides whether to read on. */
  #pump(): void {
    try {
      while (this.#mayStart()) {
        const frame = this.#assembler.next();
        if (frame === undefined) {
          if (this.#peerEnded) this.finish();
          break;
        }
        if (!this.#options.mayServe()) {
          this.destroy();
          break;
        }
        this.#start(frame);
      }
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.#refuse(`sent ${error.message}`);
    }
    this.#updateReading();
  }

  #mayStart(): boolean {
    const { limits } = this.#options;
    return (
      !this.#finishing &&
      !this.#closed &&
      this.#requestsInFlight < limits.requestsInFlightMax &&
      this.#finishedBytes + this.#socket.bufferedBytes < limits.responseBytesWaitingMax
    );
  }

  #updateReading(): void {
    if (this.#closed) return;
    const { budget } = this.#options;
    if (budget.isExhausted && !this.#waitsForBudget && !this.#finishing) {
      this.#waitsForBudget = true;
      budget.wait(this);
    }
    const shouldRead = this.#finishing || (this.#mayStart() && !this.#waitsForBudget);
    if (shouldRead === this.#isReading) return;
    this.#isReading = shouldRead;
    if (shouldRead) this.#socket.resume();
    else this.#socket.pause();
  }

  #start(frame: Buffer): void {
    const { budget } = this.#options;
    const started: Started = { result: undefined };
    const frameBytes = frame.length;
    this.#started.push(started);
    this.#requestsInFlight += 1;
    budget.startWork(frameBytes);
    this.#handle(frame).then(
      (result) => {
        this.#finishRequest(started, result);
        budget.finishWork(frameBytes);
      },
      (error: unknown) => {
        this.#requestsInFlight -= 1;
        this.#onFailure(error);
        budget.finishWork(frameBytes);
      },
    );
  }

  /** Async, so that a handler that throws at once is a rejection too. */
  async #handle(frame: Buffer): Promise<FrameResult> {
    return this.#options.handler.handleFrame(frame, this.context);
  }

  #finishRequest(started: Started, result: FrameResult): void {
    this.#requestsInFlight -= 1;
    this.#lastActivityMs = this.#options.clock.monotonicMs();
    if (this.#closed) return;
    started.result = result;
    if (typeof result !== 'string') this.#finishedBytes += sizeOf(result);
    if (this.#started[0] === started) this.#scheduleFlush();
  }

  #scheduleFlush(turns = flushTurns): void {
    if (turns === flushTurns) {
      if (this.#flushScheduled) return;
      this.#flushScheduled = true;
    }
    queueMicrotask(() => {
      if (turns > 1) {
        this.#scheduleFlush(turns - 1);
        return;
      }
      this.#flushScheduled = false;
      this.#flush();
    });
  }

  /** Sends the responses at the head of the queue, then starts what they held up. */
  #flush(): void {
    if (this.#closed) return;
    const parts: Buffer[] = [];
    for (let [head] = this.#started; head?.result !== undefined; [head] = this.#started) {
      if (head.result === 'close') {
        this.#finishing = true;
        this.#started.length = 0;
        break;
      }
      this.#started.shift();
      if (head.result === 'none') continue;
      const sizeBytes = sizeOf(head.result);
      this.#finishedBytes -= sizeBytes;
      const prefix = Buffer.alloc(4);
      prefix.writeInt32BE(sizeBytes);
      parts.push(prefix, ...head.result);
    }
    this.#send(parts);
    if (this.#finishing && this.#started.length === 0) this.#end();
    this.#pump();
  }

  #end(): void {
    if (this.#endSent) return;
    this.#endSent = true;
    this.#socket.end();
    this.#idleTimer?.cancel();
    this.#idleTimer = this.#options.timers.after(lingerMsMax, () => {
      this.destroy();
    });
  }

  #send(parts: readonly Buffer[]): void {
    if (parts.length === 0) return;
    if (!this.#options.mayServe()) {
      this.destroy();
      return;
    }
    const sizeBytes = sizeOf(parts);
    this.#bytesOut += sizeBytes;
    if (sizeBytes <= gatherBytesMax) {
      this.#socket.write(Buffer.concat(parts, sizeBytes));
      return;
    }
    this.#socket.cork();
    for (const part of parts) this.#socket.write(part);
    this.#socket.uncork();
  }

  #onFailure(error: unknown): void {
    if (this.#closed || this.#finishing) return;
    if (error instanceof CodecError) {
      this.#refuse(`sent a request that cannot be read: ${error.message}`, {
        byteOffset: error.byteOffset,
        fieldPath: error.fieldPath,
      });
      return;
    }
    this.destroy();
    const { logger } = this.#options;
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    logger.error(`Closed the connection of ${this.#name}: a request failed inside the broker`, { reason });
  }

  /** Closes for something the client did, with the one line that says what. */
  #refuse(what: string, fields: Readonly<Record<string, string | number>> = {}): void {
    if (this.#closed || this.#finishing) return;
    const { listenerName } = this.context;
    this.#options.logger.warn(`Closed the connection of ${this.#name}: it ${what}`, { listener: listenerName, ...fields });
    this.destroy();
    this.#assembler.clear();
  }

  get #name(): string {
    const { host, port } = this.context.remote;
    return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  }

  #armIdleTimer(delayMs: number): void {
    const { limits, clock, timers, logger } = this.#options;
    if (limits.idleMsMax < 0) return;
    this.#idleTimer = timers.after(delayMs, () => {
      const idleMs = this.#requestsInFlight > 0 ? 0 : clock.monotonicMs() - this.#lastActivityMs;
      if (idleMs < limits.idleMsMax) {
        this.#armIdleTimer(limits.idleMsMax - idleMs);
        return;
      }
      logger.debug(`Closed the connection of ${this.#name}: idle for ${Math.round(idleMs)} ms`);
      this.destroy();
    });
  }

  #armAuthenticationTimer(): void {
    const { limits, timers } = this.#options;
    if (limits.beforeAuthentication === null) return;
    this.#authenticationTimer = timers.after(limits.beforeAuthentication.msMax, () => {
      if (this.context.peerId === null) this.#refuse('did not authenticate in time');
    });
  }

  #onClose(error: TransportError | undefined): void {
    this.#closed = true;
    this.#idleTimer?.cancel();
    this.#authenticationTimer?.cancel();
    this.#started.length = 0;
    this.#assembler.clear();
    const { budget, handler, logger, onClosed } = this.#options;
    budget.removeHolder(this);
    if (error !== undefined) logger.debug(`The connection of ${this.#name} broke`, { code: error.code });
    handler.onClose?.(this.context);
    onClosed(this);
  }
}

function sizeOf(parts: readonly Buffer[]): number {
  let bytes = 0;
  for (const part of parts) bytes += part.length;
  return bytes;
}

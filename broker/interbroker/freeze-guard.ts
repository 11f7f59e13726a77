import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import type { Timer, Timers } from '../platform/timers';

interface FreezeGuardOptions {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
  /** `broker.session.timeout.ms`: whoever was away for longer may have been replaced meanwhile. */
  readonly sessionTimeoutMs: number;
}

/** What a heartbeat carries from its sending to its answer. */
export interface HeartbeatTicket {
  readonly thaws: number;
  readonly sentMs: number;
}

/** Looks at the clock within a session, so that quiet is never taken for a jump. */
const looksPerSession = 8;
/** The part of a session from which a pause can be no busy moment. */
const jumpsPerSession = 4;

/**
 * Notices that this process was frozen (SIGSTOP, a suspended virtual machine) while its session ended. What it holds for
 * true may be over by then, so it serves nothing until the controller has answered a heartbeat sent after the thaw.
 *
 *   serving  the clock has jumped by more than a session, or across the end of the session → thawing
 *   thawing  confirm() of a heartbeat sent after the thaw, when its answer has been taken in → serving
 *
 * The session counts from the sending of the last heartbeat that was answered. That it ends without a jump, because no
 * controller can be reached, stops nobody: what is committed stays true. A thawed process handles the data that waited
 * in its sockets before its timers, so whoever handles data asks mayServe() first; the timer is for the quiet.
 */
export class FreezeGuard {
  readonly #options: FreezeGuardOptions;
  readonly #listeners: (() => void)[] = [];
  #lastLookMs: number;
  #sessionEndMs = Number.NEGATIVE_INFINITY;
  #thaws = 0;
  #isThawing = false;
  #timer: Timer | undefined;

  constructor(options: FreezeGuardOptions) {
    this.#options = options;
    this.#lastLookMs = options.clock.monotonicMs();
    this.#armTimer();
  }

  /** What is to be done when the process was frozen: at once, before anything is served. */
  onThaw(listener: () => void): void {
    this.#listeners.push(listener);
  }

  mayServe(): boolean {
    const { clock, logger, sessionTimeoutMs } = this.#options;
    const nowMs = clock.monotonicMs();
    const beforeMs = this.#lastLookMs;
    this.#lastLookMs = nowMs;
    const awayMs = nowMs - beforeMs;
    if (awayMs <= sessionTimeoutMs / jumpsPerSession) return !this.#isThawing;
    const crossedTheEnd = beforeMs <= this.#sessionEndMs && nowMs > this.#sessionEndMs;
    if (awayMs <= sessionTimeoutMs && !crossedTheEnd) return !this.#isThawing;
    this.#isThawing = true;
    this.#thaws += 1;
    logger.warn('This broker was away when its session ended; it serves again when the controller has answered.', {
      awayMs: Math.round(awayMs),
    });
    for (const listener of this.#listeners) listener();
    return false;
  }

  /** To be taken just before a heartbeat is sent. */
  ticket(): HeartbeatTicket {
    this.mayServe();
    return { thaws: this.#thaws, sentMs: this.#lastLookMs };
  }

  /** The controller has answered that heartbeat, and what it knew then is known here. */
  confirm({ thaws, sentMs }: HeartbeatTicket): void {
    this.mayServe();
    if (thaws !== this.#thaws) return;
    this.#isThawing = false;
    this.#sessionEndMs = Math.max(this.#sessionEndMs, sentMs + this.#options.sessionTimeoutMs);
  }

  stop(): void {
    this.#timer?.cancel();
  }

  #armTimer(): void {
    this.#timer = this.#options.timers.after(this.#options.sessionTimeoutMs / looksPerSession, () => {
      this.mayServe();
      this.#armTimer();
    });
  }
}

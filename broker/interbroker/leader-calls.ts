import type { LeaderAndEpoch } from '../metadata/metadata-log-listener';
import type { Clock } from '../platform/clock';
import type { Timers } from '../platform/timers';
import { KafkaError } from '../protocol/kafka-error';

const firstPauseMs = 20;
const pauseMsMax = 250;

/** Failures after which the next leader, or the same one a moment later, may well answer. */
const retriedNames: ReadonlySet<string> = new Set(['NOT_CONTROLLER', 'NETWORK_EXCEPTION', 'REQUEST_TIMED_OUT']);

interface LeaderCallsOptions {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly leader: () => LeaderAndEpoch;
}

/** Sends one request to the leader. */
type Attempt<Response> = (leaderId: number, timeoutMs: number) => Promise<Response>;

/**
 * Calls whoever leads the metadata quorum, until an answer comes or the time is over. A new leader interrupts what waits:
 * an attempt at the old one is given up, a pause ends early. As long as nobody leads, the old one may still answer: who
 * is removed from the quorum resigns as it says so.
 */
export class LeaderCalls {
  readonly #options: LeaderCallsOptions;
  readonly #interrupts = new Set<() => void>();
  #isClosed = false;

  constructor(options: LeaderCallsOptions) {
    this.#options = options;
  }

  /** Rejects with what no other attempt would change, or with REQUEST_TIMED_OUT and why the last one failed. */
  async call<Response>(timeoutMs: number, attempt: Attempt<Response>): Promise<Response> {
    const { clock, leader } = this.#options;
    const untilMs = clock.monotonicMs() + timeoutMs;
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMsMax, pauseMs * 2)) {
      this.#refuseWhenClosed();
      const leftMs = untilMs - clock.monotonicMs();
      const { leaderId } = leader();
      try {
        if (leaderId < 0) throw new KafkaError('NOT_CONTROLLER', 'Nobody leads the metadata quorum.');
        return await this.#interruptible(attempt(leaderId, Math.max(1, leftMs)));
      } catch (error) {
        if (!(error instanceof KafkaError) || !retriedNames.has(error.errorName)) throw error;
        const restMs = untilMs - clock.monotonicMs();
        if (restMs <= 0) {
          const message = `The controller did not answer in ${timeoutMs} ms. ${error.message}`;
          throw new KafkaError('REQUEST_TIMED_OUT', message, { cause: error });
        }
        await this.#pause(Math.min(pauseMs, restMs));
      }
    }
  }

  onLeaderChange(): void {
    if (this.#options.leader().leaderId >= 0) this.#interrupt();
  }

  close(): void {
    this.#isClosed = true;
    this.#interrupt();
  }

  #interrupt(): void {
    for (const interrupt of [...this.#interrupts]) interrupt();
  }

  #refuseWhenClosed(): void {
    if (this.#isClosed) throw new KafkaError('BROKER_NOT_AVAILABLE', 'This broker is stopping.');
  }

  #interruptible<Response>(attempt: Promise<Response>): Promise<Response> {
    return new Promise((resolve, reject) => {
      const interrupt = (): void => {
        reject(new KafkaError('NOT_CONTROLLER', 'The leader of the metadata quorum has changed.'));
      };
      this.#interrupts.add(interrupt);
      attempt.then(resolve, reject).finally(() => this.#interrupts.delete(interrupt));
    });
  }

  #pause(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        this.#interrupts.delete(end);
        timer.cancel();
        resolve();
      };
      const timer = this.#options.timers.after(delayMs, end);
      this.#interrupts.add(end);
    });
  }
}

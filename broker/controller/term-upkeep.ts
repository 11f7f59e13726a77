import type { BrokerConfig } from '../config/broker-config';
import type { Clock } from '../platform/clock';
import type { Timer, Timers } from '../platform/timers';
import { balanceLeaders } from './balance-leaders';
import type { BrokerSessions } from './broker-sessions';
import type { ControllerTerm } from './controller-term';

interface TermUpkeepOptions {
  readonly term: ControllerTerm;
  readonly sessions: BrokerSessions;
  readonly fence: (brokerId: number, reason: string) => Promise<void>;
  /** Told when something of it failed. */
  readonly onFailure: (error: unknown) => void;
  readonly config: BrokerConfig;
  readonly clock: Clock;
  readonly timers: Timers;
}

type Task = 'sessions' | 'idle' | 'balance';

/** What the controller does by itself: it fences brokers that fell silent, balances leaders, and keeps the log moving. */
export class TermUpkeep {
  readonly #options: TermUpkeepOptions;
  readonly #idleMs: number;
  readonly #balanceMs: number;
  readonly #timers = new Map<Task, Timer>();
  #isStopped = false;

  constructor(options: TermUpkeepOptions) {
    this.#options = options;
    const { values } = options.config;
    this.#idleMs = values['metadata.max.idle.interval.ms'];
    this.#balanceMs = values['leader.imbalance.check.interval.seconds'] * 1000;
    this.watchSessions();
    if (this.#idleMs > 0) this.#awaitIdleness();
    if (values['auto.leader.rebalance.enable']) this.#after('balance', this.#balanceMs, () => this.#balance());
  }

  /** To be called again when a broker is unfenced: there may have been none to watch. */
  watchSessions(): void {
    const { clock, sessions, term } = this.#options;
    const expiryMs = sessions.nextExpiryMs(term.image);
    if (expiryMs === undefined || this.#timers.has('sessions')) return;
    this.#after('sessions', Math.max(0, expiryMs - clock.monotonicMs()), () => this.#fenceSilentBrokers(expiryMs));
  }

  stop(): void {
    this.#isStopped = true;
    for (const timer of this.#timers.values()) timer.cancel();
  }

  async #fenceSilentBrokers(expiryMs: number): Promise<void> {
    const { clock, sessions, term, fence } = this.#options;
    // A timer this late says that it was this process that stood still, and heartbeats may be waiting in its sockets.
    if (clock.monotonicMs() - expiryMs >= sessions.timeoutMs / 2) sessions.renewAll();
    const silent = sessions.expired(term.image);
    const fenced = silent.map((id) => fence(id, 'it was not heard of for a session timeout'));
    this.watchSessions();
    await Promise.all(fenced);
  }

  async #writeWhenIdle(): Promise<void> {
    const { clock, term } = this.#options;
    if (clock.monotonicMs() - term.lastAppendMs >= this.#idleMs)
      await term.decide(() => ({ records: [{ type: 'NoOp', value: {} }], response: undefined }));
    this.#awaitIdleness();
  }

  #awaitIdleness(): void {
    const { clock, term } = this.#options;
    const delayMs = Math.max(0, term.lastAppendMs + this.#idleMs - clock.monotonicMs());
    this.#after('idle', delayMs, () => this.#writeWhenIdle());
  }

  async #balance(): Promise<void> {
    const { isComplete } = await this.#options.term.decide(balanceLeaders);
    this.#after('balance', isComplete ? this.#balanceMs : 0, () => this.#balance());
  }

  #after(task: Task, delayMs: number, run: () => Promise<void>): void {
    if (this.#isStopped) return;
    const timer = this.#options.timers.after(delayMs, () => {
      this.#timers.delete(task);
      run().catch(this.#options.onFailure);
    });
    this.#timers.set(task, timer);
  }
}

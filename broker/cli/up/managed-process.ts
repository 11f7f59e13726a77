import type { ChildProcess } from 'node:child_process';

export type ProcessState = 'starting' | 'running' | 'restarting' | 'stopped';

/** A change worth telling: who reads it is the supervisor's control socket and its terminal. */
export type ProcessEvent =
  { kind: 'up'; afterMs: number; restarts: number } | { kind: 'down'; reason: string } | { kind: 'restarting'; inMs: number };

interface Options {
  spawn: () => ChildProcess;
  /** Resolves once the process does its work; rejects when it says that it cannot. */
  waitUntilReady: (child: ChildProcess) => Promise<void>;
  /** Asks the process to stop by itself. */
  requestStop: (child: ChildProcess) => void;
  onEvent: (event: ProcessEvent) => void;
}

/** At once would steal processor time from whoever is taking over (an election, a reconnect). */
const restartDelayMsMin = 300;
const restartDelayMsSpread = 200;
const restartDelayMsMax = 5000;

/**
 * Keeps one child process alive: it is started again when it dies unasked, after 300–500 ms, and with growing pauses
 * up to 5 s while it never gets ready. A first start that fails is not repeated: start() rejects.
 */
export class ManagedProcess {
  readonly #options: Options;
  #child: ChildProcess | undefined;
  #state: ProcessState = 'starting';
  #sinceMs = Date.now();
  #restarts = 0;
  #failuresInRow = 0;
  #lastExit: string | null = null;
  #restartTimer: NodeJS.Timeout | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  get state(): ProcessState {
    return this.#state;
  }

  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  get sinceMs(): number {
    return this.#sinceMs;
  }

  get restarts(): number {
    return this.#restarts;
  }

  get lastExit(): string | null {
    return this.#lastExit;
  }

  /** Resolves when the process is ready; rejects when it dies or gives up before. */
  start(): Promise<void> {
    return this.#launch();
  }

  /** Asks the process to stop, and kills it after `graceMs`. `onSlow` is called once when it takes over a second. */
  async stop(graceMs: number, onSlow: () => void): Promise<void> {
    this.#enter('stopped');
    clearTimeout(this.#restartTimer);
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    this.#options.requestStop(child);
    const slow = setTimeout(onSlow, 1000);
    const kill = setTimeout(() => child.kill('SIGKILL'), graceMs);
    await exited;
    clearTimeout(slow);
    clearTimeout(kill);
  }

  /** Ends the process without asking. */
  kill(): void {
    this.#child?.kill('SIGKILL');
  }

  #enter(state: ProcessState): void {
    this.#state = state;
    this.#sinceMs = Date.now();
  }

  async #launch(): Promise<void> {
    const startedMs = Date.now();
    const child = this.#options.spawn();
    this.#child = child;
    let isReady = false;
    const died = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code ?? 'unknown'}` : `signal ${signal}`));
    });
    void died.then((reason) => {
      if (isReady) this.#onDeath(reason);
    });
    const diedEarly = died.then((reason) => {
      throw new Error(`it ended before it was ready (${reason})`);
    });
    try {
      await Promise.race([this.#options.waitUntilReady(child), diedEarly]);
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    }
    isReady = true;
    if (this.#state === 'stopped') return;
    this.#failuresInRow = 0;
    this.#enter('running');
    this.#options.onEvent({ kind: 'up', afterMs: Date.now() - startedMs, restarts: this.#restarts });
  }

  #onDeath(reason: string): void {
    if (this.#state === 'stopped') return;
    this.#lastExit = reason;
    this.#options.onEvent({ kind: 'down', reason });
    this.#scheduleRestart();
  }

  #scheduleRestart(): void {
    const base = restartDelayMsMin + Math.random() * restartDelayMsSpread;
    const inMs = Math.round(Math.min(restartDelayMsMax, base * 2 ** this.#failuresInRow));
    this.#enter('restarting');
    this.#options.onEvent({ kind: 'restarting', inMs });
    this.#restartTimer = setTimeout(() => void this.#restart(), inMs);
  }

  async #restart(): Promise<void> {
    this.#restarts += 1;
    try {
      await this.#launch();
    } catch (error) {
      if (this.state === 'stopped') return;
      this.#failuresInRow += 1;
      this.#lastExit = error instanceof Error ? error.message : String(error);
      this.#options.onEvent({ kind: 'down', reason: this.#lastExit });
      this.#scheduleRestart();
    }
  }
}

import type { ChildProcess } from 'node:child_process';

/**
 * starting: its process was started and does not do its work yet. restarting: it died unasked, the next start is
 * scheduled. stopping: told to stop, still at it. stopped, killed: by a person; it stays down until it is started.
 * frozen: suspended by a person.
 */
export type ProcessState = 'starting' | 'running' | 'frozen' | 'restarting' | 'stopping' | 'stopped' | 'killed';

/** Who asked for the end of a process, and how; null when nobody did. */
type Asked = 'stop' | 'kill' | 'restart' | null;

/** A change worth telling: who reads it is the supervisor's control socket and its terminal. */
export type ProcessEvent =
  | { kind: 'up'; afterMs: number; restarts: number }
  | { kind: 'down'; reason: string; asked: Asked }
  | { kind: 'restarting'; inMs: number }
  | { kind: 'frozen' }
  | { kind: 'thawed'; afterMs: number };

/** `whole`: everything stops together, so there is nobody to hand work over to, or to tell. */
export type StopScope = 'alone' | 'whole';

interface Options {
  spawn: () => ChildProcess;
  /** Resolves once the process does its work; rejects when it says that it cannot. */
  waitUntilReady: (child: ChildProcess) => Promise<void>;
  /** Asks the process to stop by itself. */
  requestStop: (child: ChildProcess, scope: StopScope) => void;
  onEvent: (event: ProcessEvent) => void;
  /** Called at every change of state, with or without an event. */
  onChange?: () => void;
}

interface StopOptions {
  scope: StopScope;
  /** After this time it is killed. */
  graceMs: number;
  /** Called once when it takes over a second. */
  onSlow?: () => void;
  asked?: 'stop' | 'restart';
}

/** At once would steal processor time from whoever is taking over (an election, a reconnect). */
const restartDelayMsMin = 300;
const restartDelayMsSpread = 200;
const restartDelayMsMax = 5000;
const slowMs = 1000;

/**
 * Keeps one child process alive: it is started again when it dies unasked, after 300–500 ms, and with growing pauses
 * up to 5 s while it never gets ready. A first start that fails is not repeated: start() rejects. What a person stopped
 * or killed stays down.
 */
export class ManagedProcess {
  readonly #options: Options;
  #child: ChildProcess | undefined;
  #state: ProcessState = 'starting';
  #sinceMs = Date.now();
  #startedAtMs: number | null = null;
  #restarts = 0;
  #failuresInRow = 0;
  #lastExit: string | null = null;
  #asked: Asked | 'shutdown' = null;
  #restartTimer: NodeJS.Timeout | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  get state(): ProcessState {
    return this.#state;
  }

  /** When it entered its state. */
  get sinceMs(): number {
    return this.#sinceMs;
  }

  /** Null while there is no process. */
  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  /** When the present process was started; null while there is none. */
  get startedAtMs(): number | null {
    return this.#startedAtMs;
  }

  get restarts(): number {
    return this.#restarts;
  }

  get lastExit(): string | null {
    return this.#lastExit;
  }

  /** The first start. Resolves when the process is ready; rejects when it dies or gives up before. */
  start(): Promise<void> {
    return this.#launch();
  }

  /** Starts what is down, at once, and keeps trying. */
  startAgain(): void {
    clearTimeout(this.#restartTimer);
    this.#failuresInRow = 0;
    void this.#restart();
  }

  /** Asks the process to stop, thawed if need be, and kills it when that takes too long. Resolves when it has ended. */
  async stop({ scope, graceMs, onSlow = () => undefined, asked = 'stop' }: StopOptions): Promise<void> {
    clearTimeout(this.#restartTimer);
    const child = this.#child;
    if (child === undefined) {
      if (this.#state !== 'killed') this.#enter('stopped');
      return;
    }
    const wasFrozen = this.#state === 'frozen';
    this.#asked = scope === 'whole' ? 'shutdown' : asked;
    this.#enter('stopping');
    const exited = ended(child);
    if (wasFrozen) child.kill('SIGCONT');
    this.#options.requestStop(child, scope);
    const slow = setTimeout(onSlow, slowMs);
    const kill = setTimeout(() => child.kill('SIGKILL'), graceMs);
    await exited;
    clearTimeout(slow);
    clearTimeout(kill);
    if (this.#isIn('stopping')) this.#enter('stopped');
  }

  /** Ends the process without asking; it stays down. Resolves when it has ended. */
  async kill(): Promise<void> {
    clearTimeout(this.#restartTimer);
    const child = this.#child;
    this.#asked = 'kill';
    this.#enter('killed');
    if (child === undefined) return;
    const exited = ended(child);
    child.kill('SIGKILL');
    await exited;
  }

  /** Suspends the process: it does nothing, and its connections stay open. */
  freeze(): void {
    this.#child?.kill('SIGSTOP');
    this.#enter('frozen');
    this.#options.onEvent({ kind: 'frozen' });
  }

  /** Lets a frozen process go on. */
  thaw(): void {
    const afterMs = Date.now() - this.#sinceMs;
    this.#child?.kill('SIGCONT');
    this.#enter('running');
    this.#options.onEvent({ kind: 'thawed', afterMs });
  }

  /** Ends the process at once, for when this process ends too. */
  abandon(): void {
    clearTimeout(this.#restartTimer);
    this.#child?.kill('SIGKILL');
  }

  #enter(state: ProcessState): void {
    this.#state = state;
    this.#sinceMs = Date.now();
    this.#options.onChange?.();
  }

  #isIn(...states: readonly ProcessState[]): boolean {
    return states.includes(this.#state);
  }

  async #launch(): Promise<void> {
    const startedMs = Date.now();
    const child = this.#options.spawn();
    this.#child = child;
    this.#startedAtMs = startedMs;
    this.#asked = null;
    this.#enter('starting');
    let isReady = false;
    const died = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code ?? 'unknown'}` : `signal ${signal}`));
    });
    const diedEarly = died.then((reason) => {
      this.#onEnd(child, reason, isReady);
      throw new Error(`it ended before it was ready (${reason})`);
    });
    try {
      await Promise.race([this.#options.waitUntilReady(child), diedEarly]);
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    }
    isReady = true;
    if (!this.#isIn('starting')) return;
    this.#failuresInRow = 0;
    this.#enter('running');
    this.#options.onEvent({ kind: 'up', afterMs: Date.now() - startedMs, restarts: this.#restarts });
  }

  #onEnd(child: ChildProcess, reason: string, wasReady: boolean): void {
    if (this.#child === child) {
      this.#child = undefined;
      this.#startedAtMs = null;
    }
    if (this.#asked === null && !wasReady) return;
    this.#lastExit = reason;
    if (this.#asked === 'shutdown') return;
    this.#options.onEvent({ kind: 'down', reason, asked: this.#asked });
    if (this.#asked === null) this.#scheduleRestart();
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
      if (this.#asked !== null) return;
      this.#failuresInRow += 1;
      this.#lastExit = error instanceof Error ? error.message : String(error);
      this.#options.onEvent({ kind: 'down', reason: this.#lastExit, asked: null });
      this.#scheduleRestart();
    }
  }
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => void child.once('exit', () => resolve()));
}

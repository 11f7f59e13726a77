import type { JobEnd } from '@/lib/contracts/job';
import { ApiError } from '../api-error';
import type { JobOutcome } from './run-job';

export type JobState<Progress, Result> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly progress: Progress | undefined; readonly isStopping: boolean }
  | { readonly kind: 'done'; readonly result: Result; readonly reason: JobEnd['reason'] }
  /** With what was last heard of it. */
  | { readonly kind: 'failed'; readonly error: ApiError; readonly progress: Progress | undefined };

interface JobHandle<Progress> {
  /** How it is told to stop, once it can be. */
  onStart: (stop: () => Promise<void>) => void;
  onProgress: (progress: Progress) => void;
}

/** The work itself; it ends at once when the signal fires. */
export type JobWork<Progress, Result> = (handle: JobHandle<Progress>, signal: AbortSignal) => Promise<JobOutcome<Result>>;

/** One piece of long work, and how it goes. It outlives the page that started it, and ends with the tab. */
export class Job<Progress, Result> {
  readonly #listeners = new Set<() => void>();
  #state: JobState<Progress, Result> = { kind: 'idle' };
  #stop: (() => Promise<void>) | undefined;
  #abort: AbortController | undefined;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly get = (): JobState<Progress, Result> => this.#state;

  start(work: JobWork<Progress, Result>): void {
    if (this.#state.kind === 'running') return;
    const abort = new AbortController();
    this.#abort = abort;
    this.#stop = undefined;
    this.#set({ kind: 'running', progress: undefined, isStopping: false });
    const listeners = {
      onStart: (stop: () => Promise<void>) => {
        this.#stop = stop;
        if (this.#isStopping) this.#tellStop(stop);
      },
      onProgress: (progress: Progress) => {
        if (this.#state.kind === 'running') this.#set({ ...this.#state, progress });
      },
    };
    work(listeners, abort.signal).then(
      ({ result, reason }) => this.#set({ kind: 'done', result, reason }),
      (problem: unknown) => this.#fail(problem),
    );
  }

  /** It ends with what it has done by then. */
  stop(): void {
    if (this.#state.kind !== 'running' || this.#state.isStopping) return;
    this.#set({ ...this.#state, isStopping: true });
    if (this.#stop !== undefined) this.#tellStop(this.#stop);
  }

  /** Forgets what came of it. */
  reset(): void {
    if (this.#state.kind !== 'running') this.#set({ kind: 'idle' });
  }

  get #isStopping(): boolean {
    return this.#state.kind === 'running' && this.#state.isStopping;
  }

  /** Who cannot be told is left: the work ends when nobody listens. */
  #tellStop(stop: () => Promise<void>): void {
    stop().catch((problem: unknown) => {
      this.#fail(problem);
      this.#abort?.abort();
    });
  }

  #fail(problem: unknown): void {
    if (this.#state.kind !== 'running') return;
    this.#set({ kind: 'failed', error: ApiError.from(problem), progress: this.#state.progress });
  }

  #set(state: JobState<Progress, Result>): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

import type { ConsoleRuntime } from './console-runtime';

/** What every service verb gets beside its input. */
export interface ServiceContext {
  readonly runtime: ConsoleRuntime;
  readonly requestId: string;
  /** Fires when the caller went away. */
  readonly signal: AbortSignal;
}

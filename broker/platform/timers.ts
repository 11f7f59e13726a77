/** A scheduled call. Cancelling one that has run, or twice, does nothing. */
export interface Timer {
  cancel(): void;
}

/** Schedules calls on the owner's event loop; a callback must not throw. */
export interface Timers {
  /** Calls `callback` once, `delayMs` (≥ 0) from now at the earliest. */
  after(delayMs: number, callback: () => void): Timer;
}

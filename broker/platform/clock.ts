/** The two clocks of a process. Everything in the broker that needs the time is given one of these. */
export interface Clock {
  /** Wall clock, milliseconds since the Unix epoch. May jump; used for record timestamps and retention. */
  nowMs(): number;
  /** Milliseconds from an arbitrary start; never goes back. Used for timeouts and durations. */
  monotonicMs(): number;
}

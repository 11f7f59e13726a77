/** What a handler decides: the records that make it true, and the answer that may be given once they are committed. */
export interface CoordinatorResult<Record, Response> {
  readonly records: readonly Record[];
  /** A promise when the request is parked: it is answered by a later event. */
  readonly response: Response | Promise<Response>;
  /** Runs when the records are committed, before the answer is released. */
  readonly onCommitted?: () => void;
}

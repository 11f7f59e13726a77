/** Situations that a long run has to get into, or it proves less than it seems to. */
interface ExpectedState {
  readonly state: string;
  /** The line a broker logs then; the state is counted where it is seen otherwise. */
  readonly logged?: string;
  /** Brokers it takes. */
  readonly brokersMin: number;
}

export const expectedStates: readonly ExpectedState[] = [
  { state: 'recovery cut a torn log', logged: 'Recovery cut the end of a log.', brokersMin: 1 },
  {
    state: 'recovery removed a segment behind a gap',
    logged: 'Recovery removed a segment behind the end of its log.',
    brokersMin: 1,
  },
  { state: 'a log went offline', logged: 'A log is offline until the next start.', brokersMin: 1 },
  { state: 'a full disk was survived', logged: 'A log can be written again.', brokersMin: 1 },
  {
    state: 'a damaged producer snapshot was dropped',
    logged: 'A snapshot of producer state is damaged; it is removed.',
    brokersMin: 1,
  },
  { state: 'a group was loaded after a restart', logged: 'Groups are loaded.', brokersMin: 1 },
  { state: 'a broker gave up and was started again', brokersMin: 1 },
  { state: 'a batch was acknowledged after a retry', brokersMin: 1 },
  { state: 'a batch was refused out of sequence', brokersMin: 1 },
  { state: 'a commit was refused', brokersMin: 1 },
  { state: 'a group rebalanced', brokersMin: 1 },
  { state: 'retention removed what a reader wanted', brokersMin: 1 },
  { state: 'a segment was removed', brokersMin: 1 },
  { state: 'a connection was refused', brokersMin: 1 },
];

/** Counts the situations a run got into. */
export class Coverage {
  readonly counts = new Map<string, number>();
  readonly #stateOfLine = new Map(expectedStates.flatMap(({ state, logged }) => (logged === undefined ? [] : [[logged, state]])));

  reached(state: string): void {
    this.counts.set(state, (this.counts.get(state) ?? 0) + 1);
  }

  /** A broker logged a line. */
  logged(line: string): void {
    const state = this.#stateOfLine.get(line);
    if (state !== undefined) this.reached(state);
  }
}

/** What should have been reached in runs with that many brokers and was not. */
export function missingStates(counts: ReadonlyMap<string, number>, brokers: number): string[] {
  return expectedStates.filter(({ state, brokersMin }) => brokersMin <= brokers && !counts.has(state)).map(({ state }) => state);
}

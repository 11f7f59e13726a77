/** As many channels of a tab's stream as one page may take. */
export const tailTopicsMax = 8;

/** What the tail of several topics is asked for. */
export interface TailSearch {
  readonly topics: readonly string[];
  /** Topics that the address names beyond those that are watched at once. */
  readonly leftOutCount: number;
  readonly q: string;
  readonly isCaseSensitive: boolean;
}

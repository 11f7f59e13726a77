export interface RaftConfig {
  /** How long a vote may take, and at least how long a node that sees no leader waits; up to twice that, at random. */
  readonly electionTimeoutMs: number;
  /** Spread of what several nodes would otherwise do at the same moment: the first pre-vote after a start, a lost election. */
  readonly electionJitterMs: number;
  /** A follower that could not fetch for that long looks for another leader. */
  readonly fetchTimeoutMs: number;
  /** How long a leader may hold a fetch that it has nothing for. */
  readonly fetchMaxWaitMs: number;
  /** A leader that a majority did not fetch from for that long steps down. */
  readonly checkQuorumTimeoutMs: number;
  /** Between a failed request and the next try: doubled from the first to the second figure. */
  readonly retryBackoffMs: number;
  readonly retryBackoffMaxMs: number;
  /** A voter's directory has been replaced by an empty one, and so have others, for that long: nobody will come. */
  readonly wipedMajorityMs: number;
  /** An observer is forgotten when it has not fetched for that long. */
  readonly observerExpiryMs: number;
  /** This node makes itself a voter when it is none. */
  readonly autoJoin: boolean;
}

export const defaultRaftConfig: RaftConfig = {
  electionTimeoutMs: 500,
  electionJitterMs: 150,
  fetchTimeoutMs: 1000,
  fetchMaxWaitMs: 500,
  checkQuorumTimeoutMs: 1500,
  retryBackoffMs: 20,
  retryBackoffMaxMs: 200,
  wipedMajorityMs: 10_000,
  observerExpiryMs: 300_000,
  autoJoin: false,
};

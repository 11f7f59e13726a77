/** Properties of replication, as they are now. */
export interface ReplicationConfig {
  /** `replica.lag.time.max.ms` */
  readonly lagMsMax: number;
  /** `replica.fetch.max.bytes`: of one partition. */
  readonly fetchBytesMax: number;
  /** `replica.fetch.response.max.bytes` */
  readonly fetchResponseBytesMax: number;
  /** `replica.fetch.min.bytes` */
  readonly fetchBytesMin: number;
  /** `replica.fetch.wait.max.ms` */
  readonly fetchWaitMsMax: number;
  /** `replica.fetch.backoff.ms`: the longest pause after failures; the first ones are shorter. */
  readonly fetchBackoffMsMax: number;
  /** `replica.socket.timeout.ms` */
  readonly requestTimeoutMs: number;
  /** `leader.replication.throttled.rate` */
  readonly leaderThrottledBytesPerSecond: number;
  /** `follower.replication.throttled.rate` */
  readonly followerThrottledBytesPerSecond: number;
  /** `replica.selector.class` chooses replicas by rack. */
  readonly isRackAware: boolean;
}

/** On which side of replication a replica is throttled. */
export type ThrottledSide = 'leader' | 'follower';

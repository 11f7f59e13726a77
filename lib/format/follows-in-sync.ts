interface ReplicaCounts {
  readonly replicaCount: number;
  readonly leaderCount: number;
  readonly outOfSyncCount: number;
}

/** How many partitions a broker follows and is in sync with. */
export function followsInSync({ replicaCount, leaderCount, outOfSyncCount }: ReplicaCounts): number {
  return Math.max(0, replicaCount - leaderCount - outOfSyncCount);
}

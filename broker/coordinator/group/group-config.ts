/** The broker's properties that concern groups; each name's property stands beside it. */
export interface GroupConfig {
  /** group.min.session.timeout.ms */
  readonly sessionTimeoutMsMin: number;
  /** group.max.session.timeout.ms */
  readonly sessionTimeoutMsMax: number;
  /** group.initial.rebalance.delay.ms */
  readonly initialRebalanceDelayMs: number;
  /** group.max.size */
  readonly groupSizeMax: number;
  /** offset.metadata.max.bytes */
  readonly offsetMetadataBytesMax: number;
  /** offsets.retention.minutes, in milliseconds */
  readonly offsetsRetentionMs: number;
  /** offsets.retention.check.interval.ms */
  readonly offsetsRetentionCheckIntervalMs: number;
  /** Bytes of records that fit in one batch of the offsets topic: its max.message.bytes less the batch header. */
  readonly batchBytesMax: number;
}

export const defaultGroupConfig: GroupConfig = {
  sessionTimeoutMsMin: 6_000,
  sessionTimeoutMsMax: 1_800_000,
  initialRebalanceDelayMs: 3_000,
  groupSizeMax: 2_147_483_647,
  offsetMetadataBytesMax: 4_096,
  offsetsRetentionMs: 7 * 24 * 3_600_000,
  offsetsRetentionCheckIntervalMs: 600_000,
  batchBytesMax: 1_048_000,
};

/** How long a member that was never in a generation may hold a parked JoinGroup: its client has no id to heartbeat with. */
export const newMemberJoinTimeoutMs = 300_000;

export type CleanupPolicy = 'compact' | 'delete';

/** Settings of one log, after topic overrides. −1 means unlimited where Kafka says so; Number.MAX_SAFE_INTEGER stands for Kafka's Long.MAX_VALUE. */
export interface LogConfig {
  readonly segmentBytes: number;
  readonly segmentMs: number;
  readonly segmentJitterMs: number;
  readonly retentionMs: number;
  readonly retentionBytes: number;
  readonly deleteRetentionMs: number;
  readonly cleanupPolicy: ReadonlySet<CleanupPolicy>;
  readonly maxMessageBytes: number;
  readonly messageTimestampType: 'CreateTime' | 'LogAppendTime';
  readonly messageTimestampBeforeMaxMs: number;
  readonly messageTimestampAfterMaxMs: number;
  readonly indexIntervalBytes: number;
  readonly segmentIndexBytes: number;
  readonly flushMessages: number;
  readonly flushMs: number;
  readonly fileDeleteDelayMs: number;
  /** Accepted for compatibility. It changes nothing: space is taken as it is written. */
  readonly preallocate: boolean;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Kafka 4.3's defaults. */
export const defaultLogConfig: LogConfig = {
  segmentBytes: 1024 * 1024 * 1024,
  segmentMs: 7 * dayMs,
  segmentJitterMs: 0,
  retentionMs: 7 * dayMs,
  retentionBytes: -1,
  deleteRetentionMs: dayMs,
  cleanupPolicy: new Set<CleanupPolicy>(['delete']),
  maxMessageBytes: 1_048_588,
  messageTimestampType: 'CreateTime',
  messageTimestampBeforeMaxMs: Number.MAX_SAFE_INTEGER,
  messageTimestampAfterMaxMs: 60 * 60 * 1000,
  indexIntervalBytes: 4096,
  segmentIndexBytes: 10 * 1024 * 1024,
  flushMessages: Number.MAX_SAFE_INTEGER,
  flushMs: Number.MAX_SAFE_INTEGER,
  fileDeleteDelayMs: 60_000,
  preallocate: false,
};

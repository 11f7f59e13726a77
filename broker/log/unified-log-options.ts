import type { Platform } from '../platform/platform';
import type { Uuid } from '../protocol/primitives/uuid';
import type { TopicPartition } from '../protocol/topic-partition';
import type { LogConfig } from './log-config';
import type { LogResources } from './log-resources';

export interface UnifiedLogOptions {
  readonly platform: Pick<Platform, 'clock' | 'timers' | 'random' | 'fileSystem' | 'logger'>;
  readonly topicPartition: TopicPartition;
  readonly topicId: Uuid;
  /** The partition's own directory; created when missing. */
  readonly directory: string;
  readonly config: LogConfig;
  /** Shared by the logs of a directory; a log has its own when missing. */
  readonly resources?: LogResources;
  /** False (the default) checks the batches above the recovery point. */
  readonly hadCleanShutdown?: boolean;
  readonly recoveryPoint?: number;
  readonly logStartOffset?: number;
  readonly highWatermark?: number;
  readonly producerIdExpirationMs?: number;
  /** Makes a moved log start offset durable; a caller who moved it waits. */
  readonly saveLogStartOffset?: () => Promise<void>;
  /** Makes a recovery point durable that went back. */
  readonly saveRecoveryPoint?: () => Promise<void>;
}

export interface ReadOptions {
  readonly startOffset: number;
  readonly maxBytes: number;
  readonly maxOffsetExclusive: number;
  readonly minOneBatch: boolean;
}

export interface ActiveProducer {
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly lastSequence: number;
  readonly lastTimestampMs: number;
  readonly coordinatorEpoch: number;
  readonly currentTxnStartOffset: number;
}

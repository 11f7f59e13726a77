import type { BrokerImage } from '../metadata/metadata-image';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import type { Timers } from '../platform/timers';
import type { AlteredPartition, PartitionAlteration } from './alter-partition-manager';

/** What the replicas of a broker have in common. */
export interface PartitionContext {
  readonly localId: number;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
  /** `replica.lag.time.max.ms`. */
  readonly lagMsMax: number;
  /** Of this broker's registration. */
  readonly brokerEpoch: () => number;
  /** As the metadata says now. */
  readonly broker: (id: number) => BrokerImage | undefined;
  /** `min.insync.replicas` of a topic as it is now. */
  readonly minInsyncReplicas: (topic: string) => number;
  /** Asks the controller for another ISR. Rejects with a KafkaError. */
  readonly alterPartition: (alteration: PartitionAlteration) => Promise<AlteredPartition>;
  /** There is more for followers to read, and no more for consumers. */
  readonly onAppended: (partitionName: string) => void;
  /** The high watermark moved, or the partition changed its role or its leader: whoever waits for it looks again. */
  readonly onChanged: (partitionName: string) => void;
  /** A follower's log start offset moved, or it is waited for no longer. */
  readonly onFollowerLogStartMoved: (partitionName: string) => void;
}

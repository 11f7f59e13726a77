/** A topic of the workload, with what may be expected of it. */
export interface SimTopic {
  readonly name: string;
  /** May grow while the run lasts. */
  partitions: number;
  readonly replicationFactor: number;
  readonly minInsyncReplicas: number;
  readonly configs: Readonly<Record<string, string>>;
  /** What was acknowledged by all in-sync replicas, or read, stays for ever at its offset, whatever the plan of faults does. */
  readonly isDurable: boolean;
  /** Is never deleted and made again. */
  readonly isLasting: boolean;
  /** Nothing is removed from its beginning: neither by retention nor by request. */
  readonly keepsAll: boolean;
}

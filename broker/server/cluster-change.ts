import type { ConfigResource } from '../metadata/metadata-image';

/** Of one partition, topic, broker, … */
export type ChangedFact =
  | { kind: 'leader-changed'; topic: string; partition: number; leaderEpoch: number; from: number | null; to: number | null }
  | { kind: 'isr-changed'; topic: string; partition: number; joined: number[]; left: number[] }
  | { kind: 'partitions-reassigned'; topic: string; partition: number; phase: ReassignmentPhase; from: number[]; to: number[] }
  | { kind: 'topic-created'; topic: string; partitions: number; replicationFactor: number }
  | { kind: 'topic-deleted'; topic: string }
  | { kind: 'partitions-added'; topic: string; from: number; to: number }
  | { kind: 'config-changed'; resource: ConfigResource; changes: ConfigChange[] }
  | { kind: 'broker-fenced' | 'broker-unfenced' | 'broker-registered' | 'broker-unregistered'; broker: number }
  | { kind: 'controller-changed'; to: number; epoch: number }
  | { kind: 'group-rebalanced'; group: string; generation: number; members: number };

export type ReassignmentPhase = 'begun' | 'done' | 'cancelled';

export interface ConfigChange {
  name: string;
  /** Null: not set. */
  from: string | null;
  to: string | null;
}

/**
 * Something that changed in the cluster. Every broker sees the same metadata and tells the same, though one may see in
 * one step what another sees in two: who listens to several of them takes, for each `subject`, what has a higher
 * `version` and another `state` than what it took before.
 */
export interface ClusterChange {
  readonly subject: string;
  readonly version: number;
  readonly state: string;
  readonly fact: ChangedFact;
}

export interface ClusterReport {
  readonly atMs: number;
  readonly changes: readonly ClusterChange[];
}

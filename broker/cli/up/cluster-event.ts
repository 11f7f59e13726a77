import type { ConfigChange, ReassignmentPhase } from '../../server/cluster-change';

export interface PartitionRef {
  topic: string;
  partition: number;
  /** Of a leader change. */
  leaderEpoch?: number;
}

/** What happens to the processes of the local brokers. */
export type ProcessFact =
  | { kind: 'broker-up'; broker: number; afterMs: number; restarts: number }
  /** `asked` is null when it ended unasked. */
  | { kind: 'broker-down'; broker: number; reason: string; asked: 'stop' | 'kill' | 'restart' | null }
  | { kind: 'broker-restarting'; broker: number; inMs: number }
  | { kind: 'broker-frozen'; broker: number }
  | { kind: 'broker-thawed'; broker: number; afterMs: number }
  | { kind: 'broker-wiped'; broker: number; directoryId: string };

/**
 * What the metadata says. Things that changed at one moment in one way are one event: `count` is how many they are, the
 * list names the first of them. `afterMs` is the time since the broker concerned died or was frozen, null when it did
 * neither; of a leader change from nobody, the time since the partition had its last leader.
 */
export type MetadataFact =
  | { kind: 'broker-fenced'; broker: number; afterMs: number | null }
  | { kind: 'broker-unfenced' | 'broker-registered' | 'broker-unregistered'; broker: number }
  | { kind: 'controller-changed'; from: number | null; to: number; epoch: number; afterMs: number | null }
  | {
      kind: 'leader-changed';
      from: number | null;
      to: number | null;
      afterMs: number | null;
      count: number;
      partitions: PartitionRef[];
    }
  | { kind: 'isr-changed'; joined: number[]; left: number[]; count: number; partitions: PartitionRef[] }
  | {
      kind: 'partitions-reassigned';
      phase: ReassignmentPhase;
      from: number[];
      to: number[];
      count: number;
      partitions: PartitionRef[];
    }
  | { kind: 'topic-created'; count: number; topics: { name: string; partitions: number; replicationFactor: number }[] }
  | { kind: 'topic-deleted'; count: number; topics: { name: string }[] }
  | { kind: 'partitions-added'; topic: string; from: number; to: number }
  | { kind: 'config-changed'; resource: { type: 'topic' | 'broker'; name: string }; changes: ConfigChange[] }
  | { kind: 'group-rebalanced'; group: string; generation: number; members: number };

/** One line of the timeline. Ids count up from 1 with each start of the supervisor. */
export type ClusterEvent = { id: number; atMs: number } & (ProcessFact | MetadataFact);

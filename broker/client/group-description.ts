import type { TopicPartition } from '../protocol/topic-partition';
import type { BrokerNode } from './cluster-metadata';

/** What only groups of the consumer protocol (KIP-848) have. */
interface MemberProgress {
  readonly epoch: number;
  readonly targetAssignment: readonly TopicPartition[];
  /** False for a member that still speaks the classic protocol; undefined when the broker does not tell. */
  readonly isUpgraded: boolean | undefined;
}

export interface GroupMemberDescription {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  readonly assignment: readonly TopicPartition[];
  readonly progress: MemberProgress | undefined;
}

export interface GroupDescription {
  readonly groupId: string;
  readonly state: string;
  /** How partitions are shared out; empty while nothing is settled. */
  readonly assignor: string;
  readonly coordinator: BrokerNode;
  readonly members: readonly GroupMemberDescription[];
  /** Of the group and of its target assignment; undefined for a classic group. */
  readonly epochs: { readonly group: number; readonly assignment: number } | undefined;
}

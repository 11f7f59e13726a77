import type { Address } from '../platform/transport';
import type { Uuid } from '../protocol/primitives/uuid';

/** One partition as the controller decided it. */
export interface PartitionImage {
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  /** -1: none. */
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
  /** The log directory of each replica, in the order of `replicas`. */
  readonly directories: readonly Uuid[];
  readonly addingReplicas: readonly number[];
  readonly removingReplicas: readonly number[];
  /** Not in sync, but known to have everything committed (KIP-966). */
  readonly eligibleLeaderReplicas: readonly number[];
  /** Were in sync or eligible when the in-sync set became too small, and restarted uncleanly since. */
  readonly lastKnownElr: readonly number[];
  /** 1 from an unclean election until the leader says that it has recovered; else 0. */
  readonly leaderRecoveryState: number;
}

export interface TopicImage {
  readonly name: string;
  readonly id: Uuid;
  /** By partition number, without holes. */
  readonly partitions: readonly PartitionImage[];
}

export interface BrokerImage {
  readonly id: number;
  /** Offset of its registration record. */
  readonly epoch: number;
  /** New at each start of the broker's process. */
  readonly incarnationId: Uuid;
  readonly directoryIds: readonly Uuid[];
  readonly listeners: ReadonlyMap<string, Address>;
  readonly rack: string | null;
  readonly fenced: boolean;
  readonly inControlledShutdown: boolean;
}

export interface ConfigResource {
  readonly type: 'topic' | 'broker';
  /** Topic name, or broker id; '' is the default of all brokers. */
  readonly name: string;
}

/** The cluster's metadata at one offset of the metadata log. It never changes; a later offset is another image. */
export interface MetadataImage {
  /** Of the last record in it; -1 before the first. */
  readonly offset: number;
  /** Epoch of that record's batch. */
  readonly epoch: number;
  readonly clusterId: string;
  readonly topicsByName: ReadonlyMap<string, TopicImage>;
  readonly topicsById: ReadonlyMap<Uuid, TopicImage>;
  readonly brokers: ReadonlyMap<number, BrokerImage>;
  /** The topic whose name differs from `name` only by '.' and '_' in the same places, if there is one (`name` itself included). */
  collidingTopic(name: string): string | undefined;
  /** What was set for the resource itself; empty when nothing was. */
  configs(resource: ConfigResource): ReadonlyMap<string, string>;
  /** Finalized feature levels. */
  readonly features: ReadonlyMap<string, number>;
  /** The first producer id that no broker was given. */
  readonly nextProducerId: number;
}

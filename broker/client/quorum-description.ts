import { errorName } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import { describeQuorumApi } from '../protocol/messages/describe-quorum';
import type { Uuid } from '../protocol/primitives/uuid';
import type { Decoded } from '../protocol/schema/message';
import { askController } from './controller-request';
import { responseError } from './error-sentence';
import type { KafkaClient } from './kafka-client';

const metadataTopic = '__cluster_metadata';

/** A copy of the metadata log. Times are milliseconds since 1970, and −1 when nobody knows. */
export interface QuorumReplica {
  readonly id: number;
  readonly directoryId: Uuid;
  readonly logEndOffset: number;
  readonly lastFetchMs: number;
  readonly lastCaughtUpMs: number;
}

export interface QuorumEndpoint {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

export interface QuorumDescription {
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly highWatermark: number;
  /** The leader is one of them. */
  readonly voters: readonly QuorumReplica[];
  readonly observers: readonly QuorumReplica[];
  /** Where voters are reached, by id. */
  readonly endpoints: ReadonlyMap<number, readonly QuorumEndpoint[]>;
}

type QuorumResponse = Decoded<typeof describeQuorumApi.response>;
type ReplicaState = QuorumResponse['topics'][number]['partitions'][number]['observers'][number];

/** The quorum that holds the metadata log, as its leader sees it; waits while there is none. */
export async function describeQuorum(client: KafkaClient): Promise<QuorumDescription> {
  const request = { topics: [{ topicName: metadataTopic, partitions: [{ partitionIndex: 0 }] }] };
  return client.retrying(async () => descriptionOf(await askController(client, describeQuorumApi, request)));
}

function descriptionOf({ errorCode, errorMessage, topics, nodes }: QuorumResponse): QuorumDescription {
  const [partition] = topics[0]?.partitions ?? [];
  const error =
    responseError(errorName(errorCode), errorMessage) ??
    (partition && responseError(errorName(partition.errorCode), partition.errorMessage));
  if (error !== undefined) throw error;
  const voters = partition?.currentVoters.map(replicaOf) ?? [];
  if (partition === undefined || !voters.some(({ id }) => id === partition.leaderId)) {
    throw new KafkaError('LEADER_NOT_AVAILABLE', 'The quorum of the metadata log has no leader.');
  }
  return {
    leaderId: partition.leaderId,
    leaderEpoch: partition.leaderEpoch,
    highWatermark: partition.highWatermark,
    voters,
    observers: partition.observers.map(replicaOf),
    endpoints: new Map(nodes.map(({ nodeId, listeners }) => [nodeId, listeners])),
  };
}

function replicaOf(state: ReplicaState): QuorumReplica {
  return {
    id: state.replicaId,
    directoryId: state.replicaDirectoryId,
    logEndOffset: state.logEndOffset,
    lastFetchMs: state.lastFetchTimestamp,
    lastCaughtUpMs: state.lastCaughtUpTimestamp,
  };
}

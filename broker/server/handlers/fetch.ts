import { errorCodes, type ErrorCode } from '../../protocol/error-codes';
import { KafkaError } from '../../protocol/kafka-error';
import type { FetchRequest, FetchResponse } from '../../protocol/messages/fetch';
import { failedFetch, type FetchAccess, type FetchedPartition, type FetchLimits } from '../../replication/fetch-partition';
import { zeroUuid, type Uuid } from '../../protocol/primitives/uuid';
import { FetchTarget } from '../../replication/fetch-target';
import type { BrokerServices } from '../broker-services';
import type { RequestContext } from '../endpoint';
import { fetchContext, type FetchContext } from '../fetch-sessions/fetch-context';
import type { AnsweredPartition, AskedPartition, PartitionData } from '../fetch-sessions/fetch-session';
import { readerOf } from '../reader-of';
import { errorFields } from './error-fields';
import { LeaderHints } from './leader-hints';
import { topicNameOf } from './topic-names';

/**
 * Fetch: v4-18
 *
 * Behaviour:
 * - fetch sessions (KIP-227): opened, continued and closed as the request says; without a free slot the session id in the
 *   answer is 0; an answer to a request without a session has every requested partition
 * - waits up to maxWaitMs for minBytes; an error in any partition ends the wait
 * - whole batches only; the first partition with data gives at least one batch, whatever the limits (KIP-74)
 * - read_committed reads as read_uncommitted with an empty list of aborted transactions until there are transactions
 * - consumers may read from followers, up to the high watermark known there, from v11 on; with a rack-aware
 *   replica.selector.class the leader sends a consumer to an in-sync replica in its own rack (KIP-392)
 * - a replica id is taken from that broker only, on the internal listener; else CLUSTER_AUTHORIZATION_FAILED. What a
 *   follower asks for says how far it is. A newer request of its session ends the wait of the one before.
 * - LastFetchedEpoch is checked against the log's leader epochs and answered by DivergingEpoch (KIP-595)
 *
 * Version notes: KAFKA_STORAGE_ERROR is unknown before v6 and becomes NOT_LEADER_OR_FOLLOWER; leader epochs from v9
 * (KIP-320); v12 is flexible; v13 names topics by id (KIP-516); replica state moves to a tag in v15 (KIP-903); v16 adds
 * leader addresses (KIP-951); v18 a follower's high watermark (KIP-1166).
 */
export async function handleFetch(broker: FetchServices, request: FetchRequest, context: RequestContext): Promise<FetchResponse> {
  const access = accessOf(request, context);
  if (access === undefined) return refused(request, errorCodes.CLUSTER_AUTHORIZATION_FAILED);
  const isFollower = access.by === 'follower';
  const fetch = fetchContext(broker.fetchSessions, request, { usesTopicIds: context.version >= 13, isFollower });
  if (fetch.errorCode !== errorCodes.NONE) return { ...refused(request, fetch.errorCode), responses: [] };
  if (isFollower) broker.replicaManager.abandonFetches(readerOf(context.connection));

  const targets: FetchTarget[] = [];
  const unknown = new Map<AskedPartition, KafkaError>();
  for (const partition of fetch.partitions) {
    const target = targetOf(broker, partition);
    if (target instanceof KafkaError) unknown.set(partition, target);
    else targets.push(target);
  }
  const limits = limitsOf(broker, request, context, access, fetch, unknown.size === 0);
  const results = (await broker.replicaManager.fetch(targets, limits)).values();
  const answers = new FetchAnswers(broker, request, context);
  const answered: AnsweredPartition[] = [];
  for (const partition of fetch.partitions) {
    const error = unknown.get(partition);
    const found = error === undefined ? results.next().value : failedFetch(error);
    if (found !== undefined) answered.push({ partition, data: answers.partitionData(partition, found) });
  }
  return { errorCode: errorCodes.NONE, ...fetch.respond(answered), nodeEndpoints: answers.hints.nodeEndpoints };
}

/** What the handler needs of the broker. */
export type FetchServices = Pick<BrokerServices, 'config' | 'fetchSessions' | 'metadata' | 'platform' | 'replicaManager'>;

/** Undefined for somebody who claims to be a broker and is not. */
function accessOf(request: FetchRequest, { connection, version }: RequestContext): FetchAccess | undefined {
  const { replicaState, isolationLevel, rackId } = request;
  const replicaId = Math.max(request.replicaId, replicaState.replicaId);
  if (replicaId >= 0) {
    if (connection.peerId !== replicaId) return undefined;
    return { by: 'follower', replicaId, brokerEpoch: replicaState.replicaEpoch };
  }
  const isolation = isolationLevel === 1 ? 'read_committed' : 'read_uncommitted';
  return { by: 'consumer', isolation, anyReplica: version >= 11, rack: rackId };
}

/** What the partition stands for here; an error when the topic is unknown by its id. */
function targetOf({ metadata }: FetchServices, partition: AskedPartition): FetchTarget | KafkaError {
  if (partition.target !== undefined) return partition.target;
  const { topic, topicId } = partition;
  try {
    const name = topicNameOf(metadata.image, { name: topic, topicId });
    const { partition: index, partitionMaxBytes, ...state } = partition.asked;
    const topicPartition = { topic: name, partition: index };
    partition.target = new FetchTarget({ ...state, topicPartition, topicId, maxBytes: partitionMaxBytes });
    return partition.target;
  } catch (error) {
    if (error instanceof KafkaError) return error;
    throw error;
  }
}

function limitsOf(
  { config }: FetchServices,
  request: FetchRequest,
  { connection }: RequestContext,
  access: FetchAccess,
  fetch: FetchContext,
  canWait: boolean,
): FetchLimits {
  const maxBytes = Math.max(0, Math.min(request.maxBytes, config.values['fetch.max.bytes']));
  return {
    access,
    minBytes: Math.min(request.minBytes, maxBytes),
    maxBytes,
    maxWaitMs: canWait ? request.maxWaitMs : 0,
    isOvertaken: () => fetch.isOvertaken(),
    reader: readerOf(connection),
  };
}

const noRecords = Buffer.alloc(0);

/** Makes of what was found what the protocol says in the request's version. */
class FetchAnswers {
  readonly hints: LeaderHints;
  readonly #broker: FetchServices;
  readonly #abortedTransactions: [] | null;
  readonly #version: number;

  constructor(broker: FetchServices, { isolationLevel }: FetchRequest, context: RequestContext) {
    this.hints = new LeaderHints(broker, context);
    this.#broker = broker;
    this.#abortedTransactions = isolationLevel === 1 ? [] : null;
    this.#version = context.version;
  }

  partitionData({ asked, topicId, target }: AskedPartition, found: FetchedPartition): PartitionData {
    const partitionIndex = asked.partition;
    if (found.error !== undefined) {
      const error = this.#withTopicId(found.error, topicId);
      const { errorCode } = errorFields(error, this.#broker.platform.logger);
      return {
        partitionIndex,
        errorCode: this.#version < 6 ? withoutStorageError(errorCode) : errorCode,
        highWatermark: -1,
        records: noRecords,
        abortedTransactions: this.#abortedTransactions,
        currentLeader: target && this.hints.hint(error, target.request.topicPartition),
      };
    }
    const { records, highWatermark, lastStableOffset, logStartOffset, divergingEpoch, preferredReadReplica } = found;
    return {
      partitionIndex,
      errorCode: errorCodes.NONE,
      highWatermark,
      lastStableOffset,
      logStartOffset,
      records,
      abortedTransactions: this.#abortedTransactions,
      divergingEpoch: divergingEpoch && { epoch: divergingEpoch.leaderEpoch, endOffset: divergingEpoch.endOffset },
      preferredReadReplica,
    };
  }

  /** A topic that was deleted, or replaced by one of the same name, since the reader first asked for it. */
  #withTopicId(error: KafkaError, topicId: Uuid): KafkaError {
    if (topicId === zeroUuid || this.#broker.metadata.image.topicsById.has(topicId)) return error;
    return new KafkaError('UNKNOWN_TOPIC_ID', `No topic has the id ${topicId}.`);
  }
}

function withoutStorageError(code: ErrorCode): ErrorCode {
  return code === errorCodes.KAFKA_STORAGE_ERROR ? errorCodes.NOT_LEADER_OR_FOLLOWER : code;
}

/** The whole request fails; versions before 7 can say so per partition only. */
function refused({ topics }: FetchRequest, errorCode: ErrorCode): FetchResponse {
  return {
    errorCode,
    responses: topics.map(({ topic, topicId, partitions }) => ({
      topic,
      topicId,
      partitions: partitions.map(({ partition }) => ({
        partitionIndex: partition,
        errorCode,
        highWatermark: -1,
        records: noRecords,
        abortedTransactions: null,
      })),
    })),
  };
}

import { errorCodes, type ErrorCode } from '../../protocol/error-codes';
import { KafkaError } from '../../protocol/kafka-error';
import type { FetchRequest, FetchResponse } from '../../protocol/messages/fetch';
import type { TopicPartition } from '../../protocol/topic-partition';
import type { FetchedPartition, FetchLimits, FetchPartition } from '../../replication/fetch-records';
import type { BrokerServices } from '../broker-services';
import type { RequestContext } from '../endpoint';
import { errorFields } from './error-fields';
import { readerOf } from '../reader-of';
import { LeaderHints } from './leader-hints';
import { topicNameOf } from './topic-names';

/**
 * Fetch: v4-18
 *
 * Behaviour:
 * - no fetch sessions: session id 0 is the answer to who asks for one, which is always legal (KIP-227); a request that
 *   continues a session gets FETCH_SESSION_ID_NOT_FOUND; every requested partition is in the response
 * - waits up to maxWaitMs for minBytes; an error in any partition ends the wait
 * - whole batches only; the first partition with data gives at least one batch, whatever the limits (KIP-74)
 * - read_committed reads as read_uncommitted with an empty list of aborted transactions until there are transactions
 * - a replica id on a client listener is CLUSTER_AUTHORIZATION_FAILED: followers fetch on the internal listener
 * - LastFetchedEpoch is checked against the log's leader epochs and answered by DivergingEpoch (KIP-595)
 *
 * Version notes: KAFKA_STORAGE_ERROR is unknown before v6 and becomes NOT_LEADER_OR_FOLLOWER; leader epochs from v9
 * (KIP-320); v12 is flexible; v13 names topics by id (KIP-516); replica state moves to a tag in v15 (KIP-903); v16 adds
 * leader addresses (KIP-951).
 */
export async function handleFetch(
  broker: BrokerServices,
  request: FetchRequest,
  context: RequestContext,
): Promise<FetchResponse> {
  if (request.replicaId >= 0 || request.replicaState.replicaId >= 0) {
    return refused(request, errorCodes.CLUSTER_AUTHORIZATION_FAILED);
  }
  if (request.sessionEpoch > 0) return { ...refused(request, errorCodes.FETCH_SESSION_ID_NOT_FOUND), responses: [] };

  const wanted = request.topics.flatMap((topic) => wantedPartitions(broker, topic));
  const readable = wanted.flatMap(({ fetch }) => (fetch === undefined ? [] : [fetch]));
  const canWait = readable.length === wanted.length;
  const fetched = await broker.replicaManager.fetch(readable, limitsOf(broker, request, context, canWait));
  const hints = new LeaderHints(broker, context);
  const results = fetched.values();
  const outcomes = wanted.map(({ partition, fetch, error }) => {
    const result = fetch === undefined ? undefined : results.next().value;
    return partitionData(
      broker,
      context.version,
      request,
      partition,
      result,
      error ?? result?.error,
      fetch?.topicPartition,
      hints,
    );
  });

  let at = 0;
  const responses = request.topics.map(({ topic, topicId, partitions }) => {
    const first = at;
    at += partitions.length;
    return { topic, topicId, partitions: outcomes.slice(first, at) };
  });
  return { errorCode: errorCodes.NONE, sessionId: 0, responses, nodeEndpoints: hints.nodeEndpoints };
}

type FetchTopic = FetchRequest['topics'][number];
type PartitionData = NonNullable<FetchResponse['responses']>[number]['partitions'][number];

interface WantedPartition {
  readonly partition: number;
  /** Undefined when the topic is unknown by its id. */
  readonly fetch: FetchPartition | undefined;
  readonly error: KafkaError | undefined;
}

function wantedPartitions({ metadata }: BrokerServices, { topic, topicId, partitions }: FetchTopic): WantedPartition[] {
  try {
    const name = topicNameOf(metadata.image, { name: topic, topicId });
    return partitions.map(({ partition, fetchOffset, partitionMaxBytes, currentLeaderEpoch, lastFetchedEpoch }) => ({
      partition,
      fetch: {
        topicPartition: { topic: name, partition },
        fetchOffset,
        maxBytes: partitionMaxBytes,
        currentLeaderEpoch,
        lastFetchedEpoch,
      },
      error: undefined,
    }));
  } catch (error) {
    if (error instanceof KafkaError) return partitions.map(({ partition }) => ({ partition, fetch: undefined, error }));
    throw error;
  }
}

function limitsOf(
  { config }: BrokerServices,
  request: FetchRequest,
  { connection }: RequestContext,
  canWait: boolean,
): FetchLimits {
  const maxBytes = Math.max(0, Math.min(request.maxBytes, config.values['fetch.max.bytes']));
  return {
    isolation: request.isolationLevel === 1 ? 'read_committed' : 'read_uncommitted',
    minBytes: Math.min(request.minBytes, maxBytes),
    maxBytes,
    maxWaitMs: canWait ? request.maxWaitMs : 0,
    reader: readerOf(connection),
  };
}

const noRecords = Buffer.alloc(0);

function partitionData(
  broker: BrokerServices,
  version: number,
  { isolationLevel }: FetchRequest,
  partitionIndex: number,
  fetched: FetchedPartition | undefined,
  error: KafkaError | undefined,
  topicPartition: TopicPartition | undefined,
  hints: LeaderHints,
): PartitionData {
  const abortedTransactions = isolationLevel === 1 ? [] : null;
  if (fetched === undefined || error !== undefined) {
    const { errorCode } = errorFields(error, broker.platform.logger);
    const currentLeader = topicPartition && hints.hint(error, topicPartition);
    return {
      partitionIndex,
      errorCode: version < 6 ? withoutStorageError(errorCode) : errorCode,
      highWatermark: -1,
      records: noRecords,
      abortedTransactions,
      currentLeader,
    };
  }
  const { records, highWatermark, lastStableOffset, logStartOffset, divergingEpoch } = fetched;
  return {
    partitionIndex,
    errorCode: errorCodes.NONE,
    highWatermark,
    lastStableOffset,
    logStartOffset,
    records,
    abortedTransactions,
    divergingEpoch,
  };
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

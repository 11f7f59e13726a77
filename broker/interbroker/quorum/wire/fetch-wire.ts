import { errorCodes, errorName } from '../../../protocol/error-codes';
import type { fetchApi } from '../../../protocol/messages/fetch';
import { type FetchRequest as FetchMessage, type FetchResponse as FetchAnswer } from '../../../protocol/messages/fetch';
import type { Decoded, Encodable } from '../../../protocol/schema/message';
import type { FetchReply, FetchRequest, FetchResponse } from '../../../raft/raft-message';
import { checkFetchedBatches, type FetchedBatches } from '../fetched-batches';
import { metadataTopicId } from '../metadata-log-store';
import { failedAnswer, leaderEndpoints, quorumPartition, type QuorumNames } from './quorum-names';

/** Most bytes of metadata in one answer: Kafka's figure. */
export const fetchBytesMax = 8 * 1024 * 1024;

export function encodeFetch(request: FetchRequest, { clusterId }: QuorumNames): Encodable<typeof fetchApi.request> {
  const { replica, epoch, fetchOffset, lastFetchedEpoch, highWatermark, maxWaitMs } = request;
  return {
    clusterId,
    replicaState: { replicaId: replica.id },
    maxWaitMs,
    minBytes: 0,
    maxBytes: fetchBytesMax,
    topics: [
      {
        topicId: metadataTopicId,
        partitions: [
          {
            partition: quorumPartition,
            currentLeaderEpoch: epoch,
            fetchOffset,
            lastFetchedEpoch,
            partitionMaxBytes: fetchBytesMax,
            replicaDirectoryId: replica.directoryId,
            highWatermark,
          },
        ],
      },
    ],
  };
}

/** With the most bytes that may be answered; undefined when the request is not one for the metadata partition alone. */
export function decodeFetch(message: FetchMessage): { request: FetchRequest; maxBytes: number } | undefined {
  const [topic, ...others] = message.topics;
  const [partition, ...more] = topic?.partitions ?? [];
  const isSole = others.length === 0 && more.length === 0 && topic?.topicId === metadataTopicId;
  if (!isSole || partition?.partition !== quorumPartition || partition.fetchOffset < 0) return undefined;
  const id = message.replicaState.replicaId >= 0 ? message.replicaState.replicaId : message.replicaId;
  const request: FetchRequest = {
    kind: 'fetch',
    epoch: partition.currentLeaderEpoch,
    replica: { id, directoryId: partition.replicaDirectoryId },
    fetchOffset: partition.fetchOffset,
    lastFetchedEpoch: partition.lastFetchedEpoch,
    highWatermark: partition.highWatermark,
    maxWaitMs: message.maxWaitMs,
  };
  return { request, maxBytes: Math.min(message.maxBytes, partition.partitionMaxBytes, fetchBytesMax) };
}

export function encodeFetchReply(reply: FetchReply, records: Buffer, names: QuorumNames): FetchAnswer {
  const { error, epoch, leaderId, highWatermark, logStartOffset, diverging, snapshot } = reply;
  const partition = {
    partitionIndex: quorumPartition,
    errorCode: errorCodes[error],
    highWatermark,
    logStartOffset,
    currentLeader: { leaderId, leaderEpoch: epoch },
    ...(diverging === undefined ? {} : { divergingEpoch: diverging }),
    ...(snapshot === undefined ? {} : { snapshotId: snapshot }),
    abortedTransactions: [],
    records,
  };
  return {
    errorCode: errorCodes.NONE,
    responses: [{ topicId: metadataTopicId, partitions: [partition] }],
    nodeEndpoints: leaderEndpoints(names, leaderId),
  };
}

/** With the records that came, checked. Throws a KafkaError or a CodecError when they are wrong. */
export function decodeFetchResponse(
  request: FetchRequest,
  { errorCode, responses }: Decoded<typeof fetchApi.response>,
): { response: FetchResponse; batches: FetchedBatches | undefined } {
  const partition = responses[0]?.partitions[0];
  const nothing = { highWatermark: -1, records: undefined, diverging: undefined, snapshot: undefined };
  if (partition === undefined || errorCode !== 0)
    return { response: { kind: 'fetch', ...nothing, ...failedAnswer(errorCode) }, batches: undefined };
  const { currentLeader, divergingEpoch, snapshotId, records, highWatermark } = partition;
  const { leaderId, leaderEpoch: epoch } = currentLeader;
  const batches = records === null ? undefined : checkFetchedBatches(records, request.fetchOffset, epoch);
  const response: FetchResponse = {
    kind: 'fetch',
    error: errorName(partition.errorCode),
    epoch,
    leaderId,
    highWatermark,
    records: batches?.facts,
    diverging: divergingEpoch.epoch < 0 ? undefined : divergingEpoch,
    snapshot: snapshotId.endOffset < 0 ? undefined : snapshotId,
  };
  return { response, batches };
}

import { clusterMetadataTopic } from '../../../metadata/topic-name';
import { errorCodes, errorName, type ErrorName } from '../../../protocol/error-codes';
import type { fetchSnapshotApi } from '../../../protocol/messages/fetch-snapshot';
import {
  type FetchSnapshotRequest as SnapshotMessage,
  type FetchSnapshotResponse as SnapshotAnswer,
} from '../../../protocol/messages/fetch-snapshot';
import type { Decoded, Encodable } from '../../../protocol/schema/message';
import type { FetchSnapshotRequest, FetchSnapshotResponse } from '../../../raft/raft-message';
import { failedAnswer, leaderEndpoints, quorumPartition, type QuorumNames } from './quorum-names';

/** Bytes of a snapshot in one answer: small enough not to hold up anything else. */
export const snapshotChunkBytes = 1024 * 1024;

export function encodeFetchSnapshot(
  { replica, epoch, snapshot, position }: FetchSnapshotRequest,
  { clusterId }: QuorumNames,
): Encodable<typeof fetchSnapshotApi.request> {
  const partition = {
    partition: quorumPartition,
    currentLeaderEpoch: epoch,
    snapshotId: snapshot,
    position,
    replicaDirectoryId: replica.directoryId,
  };
  const topics = [{ name: clusterMetadataTopic, partitions: [partition] }];
  return { clusterId, replicaId: replica.id, maxBytes: snapshotChunkBytes, topics };
}

/** With the most bytes that may be answered; undefined when the request is not one for the metadata partition alone. */
export function decodeFetchSnapshot(message: SnapshotMessage): { request: FetchSnapshotRequest; maxBytes: number } | undefined {
  const [topic, ...others] = message.topics;
  const [partition, ...more] = topic?.partitions ?? [];
  const isSole = others.length === 0 && more.length === 0 && topic?.name === clusterMetadataTopic;
  if (!isSole || partition?.partition !== quorumPartition) return undefined;
  const { currentLeaderEpoch, snapshotId, position, replicaDirectoryId } = partition;
  const request: FetchSnapshotRequest = {
    kind: 'fetchSnapshot',
    epoch: currentLeaderEpoch,
    replica: { id: message.replicaId, directoryId: replicaDirectoryId },
    snapshot: snapshotId,
    position,
  };
  return { request, maxBytes: Math.min(message.maxBytes, snapshotChunkBytes) };
}

/** `chunk` is undefined when there is an error. */
export function encodeFetchSnapshotResponse(
  { snapshot, position }: FetchSnapshotRequest,
  answer: { readonly error: ErrorName; readonly epoch: number; readonly leaderId: number },
  chunk: { readonly bytes: Buffer; readonly sizeBytes: number } | undefined,
  names: QuorumNames,
): SnapshotAnswer {
  const { error, epoch, leaderId } = answer;
  const partition = {
    index: quorumPartition,
    errorCode: errorCodes[error],
    snapshotId: snapshot,
    currentLeader: { leaderId, leaderEpoch: epoch },
    size: chunk?.sizeBytes ?? 0,
    position,
    unalignedRecords: chunk?.bytes ?? Buffer.alloc(0),
  };
  return {
    throttleTimeMs: 0,
    errorCode: errorCodes.NONE,
    topics: [{ name: clusterMetadataTopic, partitions: [partition] }],
    nodeEndpoints: leaderEndpoints(names, leaderId),
  };
}

/** With the bytes that came. */
export function decodeFetchSnapshotResponse(
  { position }: FetchSnapshotRequest,
  { errorCode, topics }: Decoded<typeof fetchSnapshotApi.response>,
): { response: FetchSnapshotResponse; bytes: Buffer } {
  const partition = topics[0]?.partitions[0];
  const nothing = { position, receivedBytes: 0, sizeBytes: 0 };
  if (partition === undefined || errorCode !== 0)
    return { response: { kind: 'fetchSnapshot', ...nothing, ...failedAnswer(errorCode) }, bytes: Buffer.alloc(0) };
  const { currentLeader, size, unalignedRecords: bytes } = partition;
  const error =
    partition.errorCode === 0 && partition.position !== position ? 'POSITION_OUT_OF_RANGE' : errorName(partition.errorCode);
  const { leaderId, leaderEpoch: epoch } = currentLeader;
  const response: FetchSnapshotResponse = {
    kind: 'fetchSnapshot',
    error,
    epoch,
    leaderId,
    position,
    receivedBytes: bytes.length,
    sizeBytes: size,
  };
  return { response, bytes };
}

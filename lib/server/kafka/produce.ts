import { errorCodes } from '@/broker/protocol/error-codes';
import { produceApi } from '@/broker/protocol/messages/produce';
import { compressionReady } from '@/broker/protocol/records/compression';
import { encodeBatch, type RecordInput } from '@/broker/protocol/records/encode-batch';
import type { CodecName } from '@/lib/contracts/scalars';
import { ServiceError } from '../service-error';
import type { ClusterClient } from './cluster-client';
import type { TopicMetadata } from './cluster-metadata';
import { isStaleMetadata, serviceErrorOf } from './kafka-answer';

export interface ProduceOptions {
  readonly compression: CodecName;
  readonly acks: 'all' | '1' | '0';
}

export interface Produced {
  /** Of the batch's first record; undefined when nobody said (acks=0). */
  readonly baseOffset: number | undefined;
  /** Set when the broker stamps the time. */
  readonly logAppendTimeMs: number | undefined;
}

const produceTimeoutMs = 15_000;
const acksOf = { all: -1, '1': 1, '0': 0 } as const;

/** Writes the records as one batch, in order. Tries again only when the broker surely did not write it. */
export async function produceBatch(
  client: ClusterClient,
  topic: TopicMetadata,
  partition: number,
  records: readonly RecordInput[],
  options: ProduceOptions,
): Promise<Produced> {
  await compressionReady();
  const batch = encodeBatch(records, { compression: options.compression });
  const first = await attempt(client, topic, partition, batch, options);
  if (!(first instanceof ServiceError)) return first;
  const fresh = await client.topic(topic.name, 0);
  const second = await attempt(client, fresh, partition, batch, options);
  if (second instanceof ServiceError) throw second;
  return second;
}

/** An error that came from outdated metadata is returned, every other thrown. */
async function attempt(
  client: ClusterClient,
  topic: TopicMetadata,
  partition: number,
  batch: Buffer,
  { acks }: ProduceOptions,
): Promise<Produced | ServiceError> {
  const leader = topic.partitions.find((each) => each.partition === partition)?.leader ?? -1;
  if (leader < 0)
    return serviceErrorOf(errorCodes.LEADER_NOT_AVAILABLE, { message: `Partition ${partition} has no leader.`, partition });
  const request = {
    transactionalId: null,
    acks: acksOf[acks],
    timeoutMs: produceTimeoutMs,
    topicData: [{ name: topic.name, topicId: topic.id, partitionData: [{ index: partition, records: batch }] }],
  };
  if (acks === '0') {
    await client.sendOnly(leader, produceApi, request);
    return { baseOffset: undefined, logAppendTimeMs: undefined };
  }
  const answer = await client.send(leader, produceApi, request, { timeoutMs: produceTimeoutMs + 2_000 });
  const result = answer.responses[0]?.partitionResponses[0];
  if (result === undefined) throw serviceErrorOf(errorCodes.UNKNOWN_SERVER_ERROR, { partition, broker: leader });
  if (result.errorCode !== errorCodes.NONE) {
    const message = result.recordErrors.find(
      ({ batchIndexErrorMessage }) => batchIndexErrorMessage !== null,
    )?.batchIndexErrorMessage;
    const error = serviceErrorOf(result.errorCode, { message: message ?? result.errorMessage, partition, broker: leader });
    if (isStaleMetadata(result.errorCode)) return error;
    throw error;
  }
  return {
    baseOffset: result.baseOffset < 0 ? undefined : result.baseOffset,
    logAppendTimeMs: result.logAppendTimeMs < 0 ? undefined : result.logAppendTimeMs,
  };
}

import { initProducerIdApi } from '@/broker/protocol/messages/init-producer-id';
import { produceApi } from '@/broker/protocol/messages/produce';
import { errorCodes } from '@/broker/protocol/error-codes';
import { compressionReady } from '@/broker/protocol/records/compression';
import { encodeBatch, type RecordInput } from '@/broker/protocol/records/encode-batch';
import type { CodecName } from '@/lib/contracts/scalars';
import { pause } from '../pause';
import { ServiceError } from '../service-error';
import { isUnavailable, type ClusterClient } from './cluster-client';
import { isUnsent } from './connection-error';
import { nameVersionMax, type TopicMetadata } from './cluster-metadata';
import { producedOf, type IdempotentProducer, type Produced } from './idempotent-producer';
import { isStaleMetadata, serviceErrorOf } from './kafka-answer';
import { isRefusal } from './refusal';

export interface ProduceOptions {
  readonly compression: CodecName;
  readonly acks: 'all' | '1' | '0';
  readonly signal: AbortSignal;
  /** Gives up trying again after this long. */
  readonly patienceMs?: number;
}

const produceTimeoutMs = 10_000;
/** A failover takes a second or two; a person who publishes waits that long. */
const patienceMsDefault = 6_000;
const retryMs = 100;
const acksOf = { all: -1, '1': 1, '0': 0 } as const;

/**
 * Writes the records as one batch, in order. With acks=all it is tried again through a failover, and never written twice.
 * Otherwise, and where the cluster gives no producer ids, it is tried again only while it surely was not written.
 */
export async function produceBatch(
  { client, producer }: { client: ClusterClient; producer: IdempotentProducer },
  topic: TopicMetadata,
  partition: number,
  records: readonly RecordInput[],
  options: ProduceOptions,
): Promise<Produced> {
  const { compression, acks, signal, patienceMs = patienceMsDefault } = options;
  if (acks === 'all') {
    try {
      return await producer.produce({ topic, partition, records, compression, patienceMs, signal });
    } catch (error) {
      if (!givesNoIds(error)) throw error;
    }
  }
  await compressionReady();
  return produceOnce(client, topic, partition, encodeBatch(records, { compression }), options);
}

function givesNoIds(error: unknown): boolean {
  return isRefusal(error) && !error.retriable && error.details['api'] === initProducerIdApi.name;
}

async function produceOnce(
  client: ClusterClient,
  topic: TopicMetadata,
  partition: number,
  batch: Buffer,
  { acks, signal, patienceMs = patienceMsDefault }: ProduceOptions,
): Promise<Produced> {
  const deadline = performance.now() + patienceMs;
  for (let now = topic; ; now = await client.topic(topic.name, 0)) {
    try {
      return await attempt(client, now, partition, batch, acks);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      if (!isUnwritten(error)) throw isUnavailable(error) ? unknownOutcome(error, topic.name, partition) : error;
      if (signal.aborted || performance.now() > deadline) throw error;
      await pause(retryMs, signal);
    }
  }
}

/** The leader said that it did not write it, for a reason that passes; or it could not be reached. */
function isUnwritten(error: ServiceError): boolean {
  const kafkaError = error.details['kafkaError'];
  return typeof kafkaError === 'string' ? isStaleMetadata(kafkaError) : isUnsent(error);
}

function unknownOutcome(error: ServiceError, topic: string, partition: number): ServiceError {
  return new ServiceError(
    'OUTCOME_UNKNOWN',
    `Partition ${partition} of ${topic} gave no answer; the write may be there or not. ${error.message}`,
    { partition, ...(error.broker === undefined ? {} : { broker: error.broker }), details: error.details, cause: error },
  );
}

async function attempt(
  client: ClusterClient,
  topic: TopicMetadata,
  partition: number,
  batch: Buffer,
  acks: ProduceOptions['acks'],
): Promise<Produced> {
  const leader = topic.partitions.find((each) => each.partition === partition)?.leader ?? -1;
  if (leader < 0)
    throw serviceErrorOf(errorCodes.LEADER_NOT_AVAILABLE, { message: `Partition ${partition} has no leader.`, partition });
  const request = {
    transactionalId: null,
    acks: acksOf[acks],
    timeoutMs: produceTimeoutMs,
    topicData: [{ name: topic.name, topicId: topic.id, partitionData: [{ index: partition, records: batch }] }],
  };
  if (acks === '0') {
    await client.sendOnly(leader, produceApi, request, nameVersionMax(topic));
    return { baseOffset: undefined, logAppendTimeMs: undefined };
  }
  const answer = await client.send(leader, produceApi, request, {
    timeoutMs: produceTimeoutMs + 2_000,
    ...nameVersionMax(topic),
  });
  return producedOf(answer, partition, leader);
}

import { KafkaError } from '../../protocol/kafka-error';
import { errorCodes } from '../../protocol/error-codes';
import type { ProduceRequest, ProduceResponse } from '../../protocol/messages/produce';
import { batchHeader, batchHeaderBytes } from '../../protocol/records/batch-header';
import type { TopicPartition } from '../../protocol/topic-partition';
import type { AppendOutcome } from '../../replication/replica-manager';
import type { BrokerServices } from '../broker-services';
import type { RequestContext } from '../endpoint';
import { isInternalTopic } from '../internal-topics';
import { errorFields } from './error-fields';
import { LeaderHints } from './leader-hints';
import { topicNameOf } from './topic-names';

/**
 * Produce: v3-13, advertised from 0
 *
 * Behaviour:
 * - every partition succeeds or fails alone; all appends are queued before anything is awaited, so that requests of one
 *   connection are written in the order they came
 * - acks=0 has no response; when such a write fails the connection is closed, the only way to say so
 * - acks other than -1, 0 and 1 give INVALID_REQUIRED_ACKS for every partition
 * - exactly one batch per partition; an internal topic is refused, except to Kafka's own `__admin_client`
 * - a transactional id or batch is INVALID_REQUEST until there are transactions
 *
 * Version notes: zstd from v7 (KIP-110); error texts and bad records from v8 (KIP-467); v9 is flexible; v10 hints at the
 * new leader (KIP-951); v13 names topics by id (KIP-516).
 */
export async function handleProduce(
  broker: BrokerServices,
  request: ProduceRequest,
  context: RequestContext,
): Promise<ProduceResponse | 'none' | 'close'> {
  const hints = new LeaderHints(broker, context);

  async function produceOne(topic: ProduceTopic, { index, records }: ProducePartition): Promise<PartitionResponse> {
    const { outcome, topicPartition } = await appendOne(broker, request, context, topic, index, records);
    if ('info' in outcome) {
      const { firstOffset, logAppendTimeMs, logStartOffset } = outcome.info;
      return { index, errorCode: errorCodes.NONE, baseOffset: firstOffset, logAppendTimeMs, logStartOffset };
    }
    const currentLeader = topicPartition && hints.hint(outcome.error, topicPartition);
    return { index, baseOffset: -1, currentLeader, ...errorFields(outcome.error, broker.platform.logger) };
  }

  const responses = await Promise.all(
    request.topicData.map(async (topic) => ({
      name: topic.name,
      topicId: topic.topicId,
      partitionResponses: await Promise.all(topic.partitionData.map((partition) => produceOne(topic, partition))),
    })),
  );
  if (request.acks === 0) {
    const isWritten = responses.every(({ partitionResponses }) => partitionResponses.every(({ errorCode }) => errorCode === 0));
    return isWritten ? 'none' : 'close';
  }
  return { responses, nodeEndpoints: hints.nodeEndpoints };
}

type ProduceTopic = ProduceRequest['topicData'][number];
type ProducePartition = ProduceTopic['partitionData'][number];
type PartitionResponse = ProduceResponse['responses'][number]['partitionResponses'][number];

async function appendOne(
  broker: BrokerServices,
  request: ProduceRequest,
  context: RequestContext,
  topic: ProduceTopic,
  partition: number,
  records: Buffer | null,
): Promise<{ readonly outcome: AppendOutcome; readonly topicPartition?: TopicPartition }> {
  try {
    checkAcks(request.acks);
    const topicPartition = { topic: topicNameOf(broker.metadata.image, topic), partition };
    if (isInternalTopic(topicPartition.topic) && context.clientId !== '__admin_client') {
      throw new KafkaError('INVALID_TOPIC_EXCEPTION', `Only the brokers write to ${topicPartition.topic}.`);
    }
    const batch = checkBatch(records, request.transactionalId, context.version);
    const options = { requiredAcks: request.acks, timeoutMs: request.timeoutMs, origin: 'client' } as const;
    return { outcome: await broker.replicaManager.append(topicPartition, batch, options), topicPartition };
  } catch (error) {
    if (error instanceof KafkaError) return { outcome: { error } };
    throw error;
  }
}

function checkAcks(acks: number): void {
  if (acks >= -1 && acks <= 1) return;
  throw new KafkaError('INVALID_REQUIRED_ACKS', `acks is ${acks}; it may be -1 (all), 0 or 1.`);
}

/** What the request, rather than the log, demands of the records. */
function checkBatch(records: Buffer | null, transactionalId: string | null, version: number): Buffer {
  if (records === null || records.length < batchHeaderBytes) {
    throw new KafkaError('INVALID_RECORD', 'A produce request needs exactly one record batch per partition.');
  }
  if (batchHeader.magic(records, 0) !== 2) {
    throw new KafkaError('INVALID_RECORD', 'Record batches must have magic 2 since version 3 of Produce.');
  }
  if (batchHeader.sizeBytes(records, 0) !== records.length) {
    throw new KafkaError('INVALID_RECORD', 'A produce request needs exactly one record batch per partition, and a whole one.');
  }
  if (version < 7 && batchHeader.compression(records, 0) === 'zstd') {
    throw new KafkaError('UNSUPPORTED_COMPRESSION_TYPE', 'zstd needs at least version 7 of Produce.');
  }
  if (transactionalId !== null || batchHeader.isTransactional(records, 0)) {
    throw new KafkaError('INVALID_REQUEST', 'This broker has no transactions yet. Produce without a transactional id.');
  }
  return records;
}

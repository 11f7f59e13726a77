import { errorCodes } from '../../protocol/error-codes';
import { KafkaError } from '../../protocol/kafka-error';
import type { DeleteRecordsRequest, DeleteRecordsResponse } from '../../protocol/messages/delete-records';
import type { BrokerServices } from '../broker-services';
import { isInternalTopic } from '../internal-topics';
import { errorFields } from './error-fields';

/**
 * DeleteRecords: v0-2
 *
 * Behaviour: moves the log start offset, which survives a restart; segments that lie wholly below it go later. -1 means
 * everything committed. The answer comes when the logs of all live replicas begin there, with the smallest of their start
 * offsets as low watermark; when that takes longer than the request allows it is REQUEST_TIMED_OUT, and they follow later.
 * OFFSET_OUT_OF_RANGE above the high watermark, POLICY_VIOLATION for a topic that is only compacted,
 * INVALID_TOPIC_EXCEPTION for an internal one.
 */
export async function handleDeleteRecords(
  { replicaManager, platform }: BrokerServices,
  { topics, timeoutMs }: DeleteRecordsRequest,
): Promise<DeleteRecordsResponse> {
  async function deleteOne(topic: string, partitionIndex: number, offset: number): Promise<PartitionResult> {
    try {
      if (isInternalTopic(topic)) throw new KafkaError('INVALID_TOPIC_EXCEPTION', `Records of ${topic} cannot be deleted.`);
      const lowWatermark = await replicaManager.deleteRecords({ topic, partition: partitionIndex }, offset, timeoutMs);
      return { partitionIndex, lowWatermark, errorCode: errorCodes.NONE };
    } catch (error) {
      return { partitionIndex, lowWatermark: -1, errorCode: errorFields(error, platform.logger).errorCode };
    }
  }

  return {
    throttleTimeMs: 0,
    topics: await Promise.all(
      topics.map(async ({ name, partitions }) => ({
        name,
        partitions: await Promise.all(partitions.map(({ partitionIndex, offset }) => deleteOne(name, partitionIndex, offset))),
      })),
    ),
  };
}

type PartitionResult = DeleteRecordsResponse['topics'][number]['partitions'][number];

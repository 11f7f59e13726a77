import { errorCodes } from '../../protocol/error-codes';
import type { DescribeProducersRequest, DescribeProducersResponse } from '../../protocol/messages/describe-producers';
import type { BrokerServices } from '../broker-services';
import { errorFields } from './error-fields';

/**
 * DescribeProducers: v0
 *
 * Behaviour: the producers each partition's leader remembers, for idempotence and later for transactions (KIP-664).
 */
export function handleDescribeProducers(
  { replicaManager, platform }: BrokerServices,
  { topics }: DescribeProducersRequest,
): DescribeProducersResponse {
  return {
    throttleTimeMs: 0,
    topics: topics.map(({ name, partitionIndexes }) => ({
      name,
      partitions: partitionIndexes.map((partitionIndex) => {
        try {
          const producers = replicaManager.leader({ topic: name, partition: partitionIndex }).log.activeProducers();
          const activeProducers = producers.map(({ lastTimestampMs, ...producer }) => ({
            ...producer,
            lastTimestamp: lastTimestampMs,
          }));
          return { partitionIndex, errorCode: errorCodes.NONE, errorMessage: null, activeProducers };
        } catch (error) {
          return { partitionIndex, ...errorFields(error, platform.logger), activeProducers: [] };
        }
      }),
    })),
  };
}

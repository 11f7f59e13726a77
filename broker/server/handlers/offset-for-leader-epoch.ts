import { errorCodes } from '../../protocol/error-codes';
import type { OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse } from '../../protocol/messages/offset-for-leader-epoch';
import type { BrokerServices } from '../broker-services';
import { errorFields } from './error-fields';

/**
 * OffsetForLeaderEpoch: v0-4 (0 and 1 are served for old clients; Kafka 4 starts at 2)
 *
 * Behaviour: where the asked epoch ends in this leader's log (KIP-101, KIP-279); -1/-1 when the epoch is newer than all.
 *
 * Version notes: the answer names the epoch from v1; the client's own epoch is checked from v2 (KIP-320); v4 is flexible.
 */
export function handleOffsetForLeaderEpoch(
  { replicaManager, platform }: BrokerServices,
  { topics }: OffsetForLeaderEpochRequest,
): OffsetForLeaderEpochResponse {
  return {
    topics: topics.map(({ topic, partitions }) => ({
      topic,
      partitions: partitions.map(({ partition, currentLeaderEpoch, leaderEpoch }) => {
        try {
          const leader = replicaManager.leader({ topic, partition }, currentLeaderEpoch);
          return { partition, errorCode: errorCodes.NONE, ...leader.log.endOffsetForEpoch(leaderEpoch) };
        } catch (error) {
          return { partition, errorCode: errorFields(error, platform.logger).errorCode };
        }
      }),
    })),
  };
}

import type { ElectLeadersRequest, ElectLeadersResponse } from '../../protocol/messages/elect-leaders';
import type { BrokerServices } from '../broker-services';
import { errorFields } from './error-fields';

/**
 * ElectLeaders: v0-2
 *
 * Behaviour: moves leadership to the preferred replica, or elects an unclean leader (KIP-460). Null partitions are all; those
 * that need no election are then left out, and are ELECTION_NOT_NEEDED when named. v2 is flexible.
 */
export async function handleElectLeaders(
  { controller, platform }: BrokerServices,
  request: ElectLeadersRequest,
): Promise<ElectLeadersResponse> {
  try {
    return await controller.electLeaders(request);
  } catch (error) {
    const fields = errorFields(error, platform.logger);
    return {
      throttleTimeMs: 0,
      errorCode: fields.errorCode,
      replicaElectionResults: (request.topicPartitions ?? []).map(({ topic, partitions }) => ({
        topic,
        partitionResult: partitions.map((partitionId) => ({ partitionId, ...fields })),
      })),
    };
  }
}

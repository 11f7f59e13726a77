import type {
  AlterPartitionReassignmentsRequest,
  AlterPartitionReassignmentsResponse,
} from '../../protocol/messages/alter-partition-reassignments';
import type { BrokerServices } from '../broker-services';
import { errorFields } from './error-fields';

/**
 * AlterPartitionReassignments: v0-1 (KIP-455)
 *
 * Behaviour: the controller begins to move each partition to the replicas named, or ends a move that is under way where
 * there are none (null). The answer comes when it has begun. v1 may forbid to change the number of replicas (KIP-860).
 */
export async function handleAlterPartitionReassignments(
  { controller, platform }: BrokerServices,
  request: AlterPartitionReassignmentsRequest,
): Promise<AlterPartitionReassignmentsResponse> {
  try {
    return await controller.alterPartitionReassignments(request);
  } catch (error) {
    return { throttleTimeMs: 0, ...errorFields(error, platform.logger), responses: [] };
  }
}

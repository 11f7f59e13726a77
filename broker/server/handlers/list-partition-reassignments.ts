import type {
  ListPartitionReassignmentsRequest,
  ListPartitionReassignmentsResponse,
} from '../../protocol/messages/list-partition-reassignments';
import type { BrokerServices } from '../broker-services';
import { errorFields } from './error-fields';

/**
 * ListPartitionReassignments: v0 (KIP-455)
 *
 * Behaviour: the partitions that are adding or removing replicas, as the controller knows them: who has just started or
 * ended a move sees it, whichever broker is asked. Tools ask with every `--describe`. Topics: null is all.
 */
export async function handleListPartitionReassignments(
  { controller, platform }: BrokerServices,
  request: ListPartitionReassignmentsRequest,
): Promise<ListPartitionReassignmentsResponse> {
  try {
    return await controller.listPartitionReassignments(request);
  } catch (error) {
    return { throttleTimeMs: 0, ...errorFields(error, platform.logger), topics: [] };
  }
}

import type { DescribeQuorumRequest, DescribeQuorumResponse } from '../../protocol/messages/describe-quorum';
import type { BrokerServices } from '../broker-services';
import { errorFields } from './error-fields';

/**
 * DescribeQuorum: v0-2 (KIP-595)
 *
 * Behaviour: the state of the quorum that holds the metadata log, as its leader sees it: any broker asks it. While nobody
 * leads, the answer is REQUEST_TIMED_OUT after a short wait. Any other partition is UNKNOWN_TOPIC_OR_PARTITION.
 *
 * Version notes: v1 has fetch and caught-up times (KIP-836), v2 directory ids and the voters' addresses (KIP-853).
 */
export async function handleDescribeQuorum(
  { controller, platform }: BrokerServices,
  request: DescribeQuorumRequest,
): Promise<DescribeQuorumResponse> {
  try {
    return await controller.describeQuorum(request);
  } catch (error) {
    return { ...errorFields(error, platform.logger), topics: [], nodes: [] };
  }
}

import { describeQuorum } from '../../controller/describe-quorum';
import type { DescribeQuorumRequest, DescribeQuorumResponse } from '../../protocol/messages/describe-quorum';
import type { BrokerServices } from '../broker-services';

/**
 * DescribeQuorum: v0-2 (KIP-595)
 *
 * Behaviour: the state of the quorum that holds the metadata log, as its leader sees it. Any other partition is
 * UNKNOWN_TOPIC_OR_PARTITION.
 *
 * Version notes: v1 has fetch and caught-up times (KIP-836), v2 directory ids and the voters' addresses (KIP-853).
 */
export function handleDescribeQuorum(
  { metadataLog, metadata }: BrokerServices,
  request: DescribeQuorumRequest,
): DescribeQuorumResponse {
  return describeQuorum(metadataLog.status(), metadata.image, request);
}

import type { DescribeQuorumRequest, DescribeQuorumResponse } from '../protocol/messages/describe-quorum';

/** What people ask of the quorum itself; its leader answers. Calls reject with NOT_CONTROLLER where it does not lead. */
export interface QuorumAdmin {
  describeQuorum(request: DescribeQuorumRequest): Promise<DescribeQuorumResponse>;
}

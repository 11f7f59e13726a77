import type { AddRaftVoterRequest, AddRaftVoterResponse } from '../protocol/messages/add-raft-voter';
import type { DescribeQuorumRequest, DescribeQuorumResponse } from '../protocol/messages/describe-quorum';
import type { RemoveRaftVoterRequest, RemoveRaftVoterResponse } from '../protocol/messages/remove-raft-voter';

/** What people ask of the quorum itself; its leader answers. Calls reject with NOT_CONTROLLER where it does not lead. */
export interface QuorumAdmin {
  describeQuorum(request: DescribeQuorumRequest): Promise<DescribeQuorumResponse>;
  addRaftVoter(request: AddRaftVoterRequest): Promise<AddRaftVoterResponse>;
  removeRaftVoter(request: RemoveRaftVoterRequest): Promise<RemoveRaftVoterResponse>;
}

import { describeQuorum } from '../controller/describe-quorum';
import type { MetadataLog } from '../controller/metadata-log';
import type { QuorumAdmin } from '../controller/quorum-admin';
import type { MetadataImage } from '../metadata/metadata-image';
import type { AddRaftVoterRequest, AddRaftVoterResponse } from '../protocol/messages/add-raft-voter';
import type { RemoveRaftVoterRequest, RemoveRaftVoterResponse } from '../protocol/messages/remove-raft-voter';
import type { QuorumService } from './quorum/quorum-service';
import { KafkaError } from '../protocol/kafka-error';
import type { DescribeQuorumRequest, DescribeQuorumResponse } from '../protocol/messages/describe-quorum';

interface LocalQuorumOptions {
  readonly nodeId: number;
  readonly metadataLog: MetadataLog;
  readonly service: Pick<QuorumService, 'handleAddRaftVoter' | 'handleRemoveRaftVoter'>;
  readonly image: () => MetadataImage;
}

/** This node's part of the quorum, asked as its leader. */
export class LocalQuorum implements QuorumAdmin {
  readonly #options: LocalQuorumOptions;

  constructor(options: LocalQuorumOptions) {
    this.#options = options;
  }

  describeQuorum(request: DescribeQuorumRequest): Promise<DescribeQuorumResponse> {
    const { metadataLog, image } = this.#options;
    return this.#asLeader(() => Promise.resolve(describeQuorum(metadataLog.status(), image(), request)));
  }

  addRaftVoter(request: AddRaftVoterRequest): Promise<AddRaftVoterResponse> {
    return this.#asLeader(() => this.#options.service.handleAddRaftVoter(request));
  }

  removeRaftVoter(request: RemoveRaftVoterRequest): Promise<RemoveRaftVoterResponse> {
    return this.#asLeader(() => this.#options.service.handleRemoveRaftVoter(request));
  }

  #asLeader<Response>(answer: () => Promise<Response>): Promise<Response> {
    const { nodeId, metadataLog } = this.#options;
    if (metadataLog.leader.leaderId === nodeId) return answer();
    return Promise.reject(new KafkaError('NOT_CONTROLLER', 'This node does not lead the quorum.'));
  }
}

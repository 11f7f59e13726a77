import { describeQuorum } from '../controller/describe-quorum';
import type { MetadataLog } from '../controller/metadata-log';
import type { QuorumAdmin } from '../controller/quorum-admin';
import type { MetadataImage } from '../metadata/metadata-image';
import { KafkaError } from '../protocol/kafka-error';
import type { DescribeQuorumRequest, DescribeQuorumResponse } from '../protocol/messages/describe-quorum';

interface LocalQuorumOptions {
  readonly nodeId: number;
  readonly metadataLog: MetadataLog;
  readonly image: () => MetadataImage;
}

/** This node's part of the quorum, asked as its leader. */
export class LocalQuorum implements QuorumAdmin {
  readonly #options: LocalQuorumOptions;

  constructor(options: LocalQuorumOptions) {
    this.#options = options;
  }

  describeQuorum(request: DescribeQuorumRequest): Promise<DescribeQuorumResponse> {
    const { nodeId, metadataLog, image } = this.#options;
    if (metadataLog.leader.leaderId !== nodeId) {
      return Promise.reject(new KafkaError('NOT_CONTROLLER', 'This node does not lead the quorum.'));
    }
    return Promise.resolve(describeQuorum(metadataLog.status(), image(), request));
  }
}

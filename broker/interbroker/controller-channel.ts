import type { Controller } from '../controller/controller';
import type { MetadataLog } from '../controller/metadata-log';
import type { QuorumController } from '../controller/quorum-controller';
import type { MetadataPublisher } from '../metadata/metadata-publisher';
import type { AlterConfigsRequest, AlterConfigsResponse } from '../protocol/messages/alter-configs';
import type {
  AlterPartitionReassignmentsRequest,
  AlterPartitionReassignmentsResponse,
} from '../protocol/messages/alter-partition-reassignments';
import type { CreatePartitionsRequest, CreatePartitionsResponse } from '../protocol/messages/create-partitions';
import type { CreateTopicsRequest, CreateTopicsResponse } from '../protocol/messages/create-topics';
import type { DeleteTopicsRequest, DeleteTopicsResponse } from '../protocol/messages/delete-topics';
import type { ElectLeadersRequest, ElectLeadersResponse } from '../protocol/messages/elect-leaders';
import type {
  IncrementalAlterConfigsRequest,
  IncrementalAlterConfigsResponse,
} from '../protocol/messages/incremental-alter-configs';
import type { UnregisterBrokerRequest, UnregisterBrokerResponse } from '../protocol/messages/unregister-broker';

interface ControllerChannelOptions {
  readonly quorumController: QuorumController;
  readonly metadataLog: MetadataLog;
  readonly publisher: MetadataPublisher;
}

/** The way from a broker to the controller. An answer comes when this broker shows what was decided. */
export class ControllerChannel implements Controller {
  readonly #options: ControllerChannelOptions;

  constructor(options: ControllerChannelOptions) {
    this.#options = options;
  }

  createTopics(request: CreateTopicsRequest): Promise<CreateTopicsResponse> {
    return this.#call((controller) => controller.createTopics(request));
  }

  deleteTopics(request: DeleteTopicsRequest): Promise<DeleteTopicsResponse> {
    return this.#call((controller) => controller.deleteTopics(request));
  }

  createPartitions(request: CreatePartitionsRequest): Promise<CreatePartitionsResponse> {
    return this.#call((controller) => controller.createPartitions(request));
  }

  incrementalAlterConfigs(request: IncrementalAlterConfigsRequest): Promise<IncrementalAlterConfigsResponse> {
    return this.#call((controller) => controller.incrementalAlterConfigs(request));
  }

  alterConfigs(request: AlterConfigsRequest): Promise<AlterConfigsResponse> {
    return this.#call((controller) => controller.alterConfigs(request));
  }

  electLeaders(request: ElectLeadersRequest): Promise<ElectLeadersResponse> {
    return this.#call((controller) => controller.electLeaders(request));
  }

  alterPartitionReassignments(request: AlterPartitionReassignmentsRequest): Promise<AlterPartitionReassignmentsResponse> {
    return this.#call((controller) => controller.alterPartitionReassignments(request));
  }

  unregisterBroker(request: UnregisterBrokerRequest): Promise<UnregisterBrokerResponse> {
    return this.#call((controller) => controller.unregisterBroker(request));
  }

  async #call<Response>(ask: (controller: Controller) => Promise<Response>): Promise<Response> {
    const { quorumController, metadataLog, publisher } = this.#options;
    const response = await ask(quorumController);
    await publisher.reached(metadataLog.highWatermark - 1);
    return response;
  }
}

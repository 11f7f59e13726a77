import type { AllocateProducerIdsRequest, AllocateProducerIdsResponse } from '../protocol/messages/allocate-producer-ids';
import type { AlterConfigsRequest, AlterConfigsResponse } from '../protocol/messages/alter-configs';
import type { AlterPartitionRequest, AlterPartitionResponse } from '../protocol/messages/alter-partition';
import type {
  AlterPartitionReassignmentsRequest,
  AlterPartitionReassignmentsResponse,
} from '../protocol/messages/alter-partition-reassignments';
import type { BrokerHeartbeatRequest, BrokerHeartbeatResponse } from '../protocol/messages/broker-heartbeat';
import type { BrokerRegistrationRequest, BrokerRegistrationResponse } from '../protocol/messages/broker-registration';
import type { CreatePartitionsRequest, CreatePartitionsResponse } from '../protocol/messages/create-partitions';
import type { CreateTopicsRequest, CreateTopicsResponse } from '../protocol/messages/create-topics';
import type { DeleteTopicsRequest, DeleteTopicsResponse } from '../protocol/messages/delete-topics';
import type { ElectLeadersRequest, ElectLeadersResponse } from '../protocol/messages/elect-leaders';
import type {
  IncrementalAlterConfigsRequest,
  IncrementalAlterConfigsResponse,
} from '../protocol/messages/incremental-alter-configs';
import type {
  ListPartitionReassignmentsRequest,
  ListPartitionReassignmentsResponse,
} from '../protocol/messages/list-partition-reassignments';
import type { UnregisterBrokerRequest, UnregisterBrokerResponse } from '../protocol/messages/unregister-broker';

/**
 * The cluster's controller, whichever node it is on. An answer comes when the decision is committed; as long as there is
 * no controller to be reached, calls reject with NOT_CONTROLLER.
 */
export interface Controller {
  createTopics(request: CreateTopicsRequest): Promise<CreateTopicsResponse>;
  deleteTopics(request: DeleteTopicsRequest): Promise<DeleteTopicsResponse>;
  createPartitions(request: CreatePartitionsRequest): Promise<CreatePartitionsResponse>;
  incrementalAlterConfigs(request: IncrementalAlterConfigsRequest): Promise<IncrementalAlterConfigsResponse>;
  alterConfigs(request: AlterConfigsRequest): Promise<AlterConfigsResponse>;
  electLeaders(request: ElectLeadersRequest): Promise<ElectLeadersResponse>;
  alterPartitionReassignments(request: AlterPartitionReassignmentsRequest): Promise<AlterPartitionReassignmentsResponse>;
  listPartitionReassignments(request: ListPartitionReassignmentsRequest): Promise<ListPartitionReassignmentsResponse>;
  unregisterBroker(request: UnregisterBrokerRequest): Promise<UnregisterBrokerResponse>;
}

/** What brokers ask the controller for on their own account. Whatever is refused has its code in the response, as above. */
export interface BrokerController {
  /** The broker is fenced until a heartbeat says that it is ready. */
  registerBroker(request: BrokerRegistrationRequest): Promise<BrokerRegistrationResponse>;
  brokerHeartbeat(request: BrokerHeartbeatRequest): Promise<BrokerHeartbeatResponse>;
  alterPartition(request: AlterPartitionRequest): Promise<AlterPartitionResponse>;
  allocateProducerIds(request: AllocateProducerIdsRequest): Promise<AllocateProducerIdsResponse>;
}

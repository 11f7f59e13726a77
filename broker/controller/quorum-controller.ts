import type { BrokerConfig } from '../config/broker-config';
import type { MetadataImage } from '../metadata/metadata-image';
import type { LeaderAndEpoch } from '../metadata/metadata-log-listener';
import { KafkaError } from '../protocol/kafka-error';
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
import { ActiveController, type ControllerPlatform } from './active-controller';
import { allocateProducerIds } from './allocate-producer-ids';
import { alterConfigs, incrementalAlterConfigs } from './alter-configs';
import { alterPartition } from './alter-partition';
import { alterPartitionReassignments } from './alter-partition-reassignments';
import type { BrokerController, Controller } from './controller';
import type { ControllerResult, ControllerState } from './controller-result';
import { createPartitions } from './create-partitions';
import { createTopics } from './create-topics';
import { deleteTopics } from './delete-topics';
import { electLeaders } from './elect-leaders';
import { listPartitionReassignments } from './list-partition-reassignments';
import type { MetadataLog } from './metadata-log';
import type { AskReplicaLogInfo } from './unclean-recovery';
import { unregisterBroker } from './unregister-broker';

interface QuorumControllerOptions {
  /** Of the node the controller runs on. */
  readonly config: BrokerConfig;
  readonly log: MetadataLog;
  readonly platform: ControllerPlatform;
  /** The metadata as far as the log was delivered to this node. */
  readonly committedImage: () => MetadataImage;
  readonly askReplicaLogInfo: AskReplicaLogInfo;
}

export interface BrokerProcess {
  readonly brokerId: number;
  readonly brokerEpoch: number;
}

/**
 * Decides everything that is metadata, as long as this node leads the metadata quorum (see ControllerTerm for how). It
 * begins each term from what is committed. When the term ends before a decision is known to be committed, the request is
 * refused with NOT_CONTROLLER and the image, which is ahead of the log, is dropped. Of all refusals only this one
 * rejects; the others are error codes in the responses.
 */
export class QuorumController implements Controller, BrokerController {
  readonly #options: QuorumControllerOptions;
  readonly #nodeId: number;
  #active: ActiveController | undefined;

  constructor(options: QuorumControllerOptions) {
    this.#options = options;
    this.#nodeId = options.config.values['node.id'];
  }

  get isActive(): boolean {
    return this.#active !== undefined;
  }

  /** To be told after everything of earlier epochs was delivered. */
  onLeaderChange({ leaderId, epoch }: LeaderAndEpoch): void {
    // Told again of a term that goes on: its image is ahead of what is committed.
    if (leaderId === this.#nodeId && this.#active?.epoch === epoch) return;
    this.close();
    if (leaderId !== this.#nodeId) return;
    const { committedImage, ...rest } = this.#options;
    const active = new ActiveController({
      ...rest,
      epoch,
      image: committedImage(),
      onFailure: () => {
        if (this.#active !== active) return;
        this.close();
        rest.log.resign(epoch);
      },
    });
    this.#active = active;
  }

  /** Decides nothing until the next term. */
  close(): void {
    this.#active?.end();
    this.#active = undefined;
  }

  createTopics(request: CreateTopicsRequest): Promise<CreateTopicsResponse> {
    return this.#decide((state) => createTopics(state, request));
  }

  deleteTopics(request: DeleteTopicsRequest): Promise<DeleteTopicsResponse> {
    return this.#decide((state) => deleteTopics(state, request));
  }

  createPartitions(request: CreatePartitionsRequest): Promise<CreatePartitionsResponse> {
    return this.#decide((state) => createPartitions(state, request));
  }

  incrementalAlterConfigs(request: IncrementalAlterConfigsRequest): Promise<IncrementalAlterConfigsResponse> {
    return this.#decide((state) => incrementalAlterConfigs(state, request));
  }

  alterConfigs(request: AlterConfigsRequest): Promise<AlterConfigsResponse> {
    return this.#decide((state) => alterConfigs(state, request));
  }

  electLeaders(request: ElectLeadersRequest): Promise<ElectLeadersResponse> {
    return this.#decide((state) => electLeaders(state, request));
  }

  alterPartitionReassignments(request: AlterPartitionReassignmentsRequest): Promise<AlterPartitionReassignmentsResponse> {
    return this.#decide((state) => alterPartitionReassignments(state, request));
  }

  listPartitionReassignments(request: ListPartitionReassignmentsRequest): Promise<ListPartitionReassignmentsResponse> {
    return this.#decide((state) => listPartitionReassignments(state, request));
  }

  unregisterBroker(request: UnregisterBrokerRequest): Promise<UnregisterBrokerResponse> {
    return this.#call(
      (active) => active.decide((state) => unregisterBroker(state, request)),
      ({ code, message }) => ({ throttleTimeMs: 0, errorCode: code, errorMessage: message }),
    );
  }

  registerBroker(request: BrokerRegistrationRequest): Promise<BrokerRegistrationResponse> {
    return this.#call(
      (active) => active.registerBroker(request),
      ({ code }) => ({ throttleTimeMs: 0, errorCode: code }),
    );
  }

  brokerHeartbeat(request: BrokerHeartbeatRequest): Promise<BrokerHeartbeatResponse> {
    return this.#call(
      (active) => active.brokerHeartbeat(request),
      ({ code }) => ({ throttleTimeMs: 0, errorCode: code, shouldShutDown: false }),
    );
  }

  alterPartition(request: AlterPartitionRequest): Promise<AlterPartitionResponse> {
    return this.#call(
      (active) => active.decide((state) => alterPartition(state, request)),
      ({ code }) => ({ throttleTimeMs: 0, errorCode: code, topics: [] }),
    );
  }

  allocateProducerIds(request: AllocateProducerIdsRequest): Promise<AllocateProducerIdsResponse> {
    return this.#call(
      (active) => active.decide((state) => allocateProducerIds(state, request)),
      ({ code }) => ({ throttleTimeMs: 0, errorCode: code, producerIdStart: 0, producerIdLen: 0 }),
    );
  }

  /** Nobody listens at the broker's address any more: it is fenced at once, before its session ends. */
  async brokerUnreachable({ brokerId, brokerEpoch }: BrokerProcess): Promise<void> {
    await this.#activeController().fence(brokerId, 'its process is gone', brokerEpoch);
  }

  /** The broker's connection to this node ended. Its session goes on, but its directory may be registered by a new process. */
  brokerDisconnected({ brokerId, brokerEpoch }: BrokerProcess): void {
    this.#active?.brokerDisconnected(brokerId, brokerEpoch);
  }

  #activeController(): ActiveController {
    if (this.#active === undefined) throw new KafkaError('NOT_CONTROLLER', 'This node is not the controller.');
    return this.#active;
  }

  async #decide<Response>(handler: (state: ControllerState) => ControllerResult<Response>): Promise<Response> {
    return this.#activeController().decide(handler);
  }

  async #call<Response>(
    call: (active: ActiveController) => Promise<Response>,
    refused: (error: KafkaError) => Response,
  ): Promise<Response> {
    try {
      return await call(this.#activeController());
    } catch (error) {
      if (error instanceof KafkaError && error.errorName !== 'NOT_CONTROLLER') return refused(error);
      throw error;
    }
  }
}

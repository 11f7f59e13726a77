import type { BrokerController, Controller } from '../controller/controller';
import type { MetadataLog } from '../controller/metadata-log';
import type { QuorumAdmin } from '../controller/quorum-admin';
import type { MetadataPublisher } from '../metadata/metadata-publisher';
import type { Clock } from '../platform/clock';
import type { Timers } from '../platform/timers';
import { errorCodes, errorName } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import type { AddRaftVoterRequest, AddRaftVoterResponse } from '../protocol/messages/add-raft-voter';
import {
  allocateProducerIdsApi,
  type AllocateProducerIdsRequest,
  type AllocateProducerIdsResponse,
} from '../protocol/messages/allocate-producer-ids';
import type { AlterConfigsRequest, AlterConfigsResponse } from '../protocol/messages/alter-configs';
import { alterPartitionApi, type AlterPartitionRequest, type AlterPartitionResponse } from '../protocol/messages/alter-partition';
import type {
  AlterPartitionReassignmentsRequest,
  AlterPartitionReassignmentsResponse,
} from '../protocol/messages/alter-partition-reassignments';
import {
  brokerHeartbeatApi,
  type BrokerHeartbeatRequest,
  type BrokerHeartbeatResponse,
} from '../protocol/messages/broker-heartbeat';
import {
  brokerRegistrationApi,
  type BrokerRegistrationRequest,
  type BrokerRegistrationResponse,
} from '../protocol/messages/broker-registration';
import type { CreatePartitionsRequest, CreatePartitionsResponse } from '../protocol/messages/create-partitions';
import type { CreateTopicsRequest, CreateTopicsResponse } from '../protocol/messages/create-topics';
import type { DeleteTopicsRequest, DeleteTopicsResponse } from '../protocol/messages/delete-topics';
import type { DescribeQuorumRequest, DescribeQuorumResponse } from '../protocol/messages/describe-quorum';
import type { ElectLeadersRequest, ElectLeadersResponse } from '../protocol/messages/elect-leaders';
import { envelopeApi } from '../protocol/messages/envelope';
import type {
  IncrementalAlterConfigsRequest,
  IncrementalAlterConfigsResponse,
} from '../protocol/messages/incremental-alter-configs';
import { anonymous, encodePrincipal } from '../protocol/messages/principal';
import type {
  ListPartitionReassignmentsRequest,
  ListPartitionReassignmentsResponse,
} from '../protocol/messages/list-partition-reassignments';
import type { RemoveRaftVoterRequest, RemoveRaftVoterResponse } from '../protocol/messages/remove-raft-voter';
import type { UnregisterBrokerRequest, UnregisterBrokerResponse } from '../protocol/messages/unregister-broker';
import { zeroUuid } from '../protocol/primitives/uuid';
import type { Api } from '../protocol/schema/message';
import type { Fields, StructInput, StructValue } from '../protocol/schema/struct';
import type { Peers } from '../replication/peers';
import { decodeForwarded, encodeForwarded, forwardedApis, type ForwardedApi } from './forwarded-apis';
import { LeaderCalls } from './leader-calls';
import { peerName } from './peer-name';

/** Clients give up after 30 s, and should hear from us first. */
const askMsMax = 20_000;
/** However little time a client gives, the controller is asked once. */
const askMsMin = 1000;
/** How long an answer waits for this broker to show what was decided. */
const showMsMax = 1000;
/** Who asks about the quorum wants to know its state now, and be it that nobody leads. */
const describeMsMax = 2000;
/** Answers of one lane come in order, and heartbeats are not to wait for anybody. */
const lanes = { admin: 'controller', session: 'heartbeat' } as const;
const asAdmin = { lane: lanes.admin, timeoutMs: askMsMax };

interface ControllerChannelOptions {
  readonly nodeId: number;
  /** What answers while this node leads the quorum. */
  readonly controller: Controller & BrokerController;
  readonly quorum: QuorumAdmin;
  readonly metadataLog: MetadataLog;
  readonly publisher: MetadataPublisher;
  readonly peers: Peers;
  readonly clock: Clock;
  readonly timers: Timers;
  /** `broker.session.timeout.ms`: a heartbeat that takes longer is worth nothing. */
  readonly sessionTimeoutMs: number;
}

/**
 * The way from a broker to the controller: to that of its own node while this one leads the quorum, else to the
 * leader's internal listener; what a client asks for goes there in an envelope. Requests wait until somebody leads, and
 * are sent again when the leader has changed or cannot be reached; when the time is over they reject with
 * REQUEST_TIMED_OUT. An answer to a client comes when this broker shows what was decided.
 */
export class ControllerChannel implements Controller, BrokerController, QuorumAdmin {
  readonly #options: ControllerChannelOptions;
  readonly #calls: LeaderCalls;

  constructor(options: ControllerChannelOptions) {
    this.#options = options;
    const { clock, timers, metadataLog } = options;
    this.#calls = new LeaderCalls({ clock, timers, leader: () => metadataLog.leader });
  }

  /** To be told after the controller of this node was. */
  onLeaderChange(): void {
    this.#calls.onLeaderChange();
  }

  /** What waits, and whatever comes, is refused. */
  close(): void {
    this.#calls.close();
  }

  createTopics(request: CreateTopicsRequest): Promise<CreateTopicsResponse> {
    return this.#forward(forwardedApis.createTopics, request, request.timeoutMs);
  }

  /** The newest version names topics in one way only. */
  deleteTopics({ topicNames, topics, ...request }: DeleteTopicsRequest): Promise<DeleteTopicsResponse> {
    const named = topicNames.map((name) => ({ name, topicId: zeroUuid }));
    return this.#forward(
      forwardedApis.deleteTopics,
      { ...request, topicNames: [], topics: [...named, ...topics] },
      request.timeoutMs,
    );
  }

  createPartitions(request: CreatePartitionsRequest): Promise<CreatePartitionsResponse> {
    return this.#forward(forwardedApis.createPartitions, request, request.timeoutMs);
  }

  alterConfigs(request: AlterConfigsRequest): Promise<AlterConfigsResponse> {
    return this.#forward(forwardedApis.alterConfigs, request);
  }

  incrementalAlterConfigs(request: IncrementalAlterConfigsRequest): Promise<IncrementalAlterConfigsResponse> {
    return this.#forward(forwardedApis.incrementalAlterConfigs, request);
  }

  electLeaders(request: ElectLeadersRequest): Promise<ElectLeadersResponse> {
    return this.#forward(forwardedApis.electLeaders, request, request.timeoutMs);
  }

  alterPartitionReassignments(request: AlterPartitionReassignmentsRequest): Promise<AlterPartitionReassignmentsResponse> {
    return this.#forward(forwardedApis.alterPartitionReassignments, request, request.timeoutMs);
  }

  listPartitionReassignments(request: ListPartitionReassignmentsRequest): Promise<ListPartitionReassignmentsResponse> {
    return this.#forward(forwardedApis.listPartitionReassignments, request, request.timeoutMs);
  }

  unregisterBroker(request: UnregisterBrokerRequest): Promise<UnregisterBrokerResponse> {
    return this.#forward(forwardedApis.unregisterBroker, request);
  }

  describeQuorum(request: DescribeQuorumRequest): Promise<DescribeQuorumResponse> {
    return this.#forward(forwardedApis.describeQuorum, request, describeMsMax);
  }

  addRaftVoter(request: AddRaftVoterRequest): Promise<AddRaftVoterResponse> {
    return this.#forward(forwardedApis.addRaftVoter, request, request.timeoutMs);
  }

  removeRaftVoter(request: RemoveRaftVoterRequest): Promise<RemoveRaftVoterResponse> {
    return this.#forward(forwardedApis.removeRaftVoter, request);
  }

  registerBroker(request: BrokerRegistrationRequest): Promise<BrokerRegistrationResponse> {
    return this.#ask({
      api: brokerRegistrationApi,
      request,
      ...this.#inSession,
      local: (controller) => controller.registerBroker(request),
      errorCodeOf: ({ errorCode }) => errorCode,
    });
  }

  brokerHeartbeat(request: BrokerHeartbeatRequest): Promise<BrokerHeartbeatResponse> {
    return this.#ask({
      api: brokerHeartbeatApi,
      request,
      ...this.#inSession,
      local: async (controller) => ({ ...(await controller.brokerHeartbeat(request)), metadataOffset: this.#committedOffset }),
      errorCodeOf: ({ errorCode }) => errorCode,
    });
  }

  alterPartition(request: AlterPartitionRequest): Promise<AlterPartitionResponse> {
    return this.#ask({
      api: alterPartitionApi,
      request,
      ...asAdmin,
      local: (controller) => controller.alterPartition(request),
      errorCodeOf: ({ errorCode }) => errorCode,
    });
  }

  allocateProducerIds(request: AllocateProducerIdsRequest): Promise<AllocateProducerIdsResponse> {
    return this.#ask({
      api: allocateProducerIdsApi,
      request,
      ...asAdmin,
      local: (controller) => controller.allocateProducerIds(request),
      errorCodeOf: ({ errorCode }) => errorCode,
    });
  }

  get #inSession(): { readonly lane: string; readonly timeoutMs: number } {
    return { lane: lanes.session, timeoutMs: this.#options.sessionTimeoutMs };
  }

  /** The end of what the quorum has committed, as far as this node knows. */
  get #committedOffset(): number {
    return this.#options.metadataLog.highWatermark - 1;
  }

  /** A request of the broker itself. */
  #ask<Request extends Fields, Response extends Fields>(
    question: Question<Request, Response>,
  ): Promise<StructInput<Response> | StructValue<Response>> {
    const { nodeId, controller, peers } = this.#options;
    const { api, request, lane, timeoutMs, local, errorCodeOf } = question;
    return this.#calls.call<StructInput<Response> | StructValue<Response>>(timeoutMs, async (leaderId, leftMs) => {
      if (leaderId === nodeId) return local(controller);
      const response = await peers.request(leaderId, lane, api, request, { timeoutMs: leftMs });
      if (errorCodeOf(response) === errorCodes.NOT_CONTROLLER) throw notTheLeader(leaderId);
      return response;
    });
  }

  /** A request of a client. */
  async #forward<Request extends Fields, Response extends Fields>(
    forwarded: ForwardedApi<Request, Response>,
    request: StructInput<Request> & StructValue<Request>,
    clientTimeoutMs = askMsMax,
  ): Promise<StructInput<Response> | StructValue<Response>> {
    const { nodeId, controller, quorum } = this.#options;
    const timeoutMs = Math.min(askMsMax, Math.max(askMsMin, clientTimeoutMs));
    const { response, offset } = await this.#calls.call<Decided<Response>>(timeoutMs, async (leaderId, leftMs) => {
      if (leaderId !== nodeId) return this.#sendEnvelope(leaderId, forwarded.api, request, leftMs);
      const decided = await forwarded.call({ controller, quorum }, request);
      return { response: decided, offset: this.#committedOffset };
    });
    await this.#untilShown(offset);
    return response;
  }

  async #sendEnvelope<Request extends Fields, Response extends Fields>(
    leaderId: number,
    api: Api<Request, Response>,
    request: StructInput<Request>,
    timeoutMs: number,
  ): Promise<Decided<Response>> {
    const { nodeId, peers } = this.#options;
    const envelope = {
      requestData: encodeForwarded(api, request, peerName(nodeId)),
      // Clients have no names yet, and nothing is decided by where they are.
      requestPrincipal: encodePrincipal(anonymous),
      clientHostAddress: Buffer.alloc(0),
    };
    const { errorCode, errorMessage, responseData, metadataOffset } = await peers.request(
      leaderId,
      lanes.admin,
      envelopeApi,
      envelope,
      { timeoutMs },
    );
    if (errorCode === errorCodes.NOT_CONTROLLER) throw notTheLeader(leaderId);
    if (errorCode !== errorCodes.NONE || responseData === null) {
      throw new KafkaError(errorName(errorCode), errorMessage ?? `Node ${leaderId} refused ${api.name}.`);
    }
    return { response: decodeForwarded(api, responseData), offset: metadataOffset };
  }

  /** The decision is made, whatever happens here: an answer that comes before this broker shows it is late, not wrong. */
  #untilShown(offset: number): Promise<void> {
    const { publisher, timers } = this.#options;
    return new Promise((resolve) => {
      const timer = timers.after(showMsMax, resolve);
      const end = (): void => {
        timer.cancel();
        resolve();
      };
      publisher.reached(offset).then(end, end);
    });
  }
}

interface Decided<Response extends Fields> {
  readonly response: StructInput<Response> | StructValue<Response>;
  /** Where the controller's metadata ended when it answered. */
  readonly offset: number;
}

interface Question<Request extends Fields, Response extends Fields> {
  readonly api: Api<Request, Response>;
  readonly request: StructInput<Request>;
  readonly lane: string;
  readonly timeoutMs: number;
  readonly local: (controller: BrokerController) => Promise<StructInput<Response>>;
  readonly errorCodeOf: (response: StructValue<Response>) => number;
}

function notTheLeader(nodeId: number): KafkaError {
  return new KafkaError('NOT_CONTROLLER', `Node ${nodeId} does not lead the metadata quorum.`);
}

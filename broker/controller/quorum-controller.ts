import type { BrokerConfig } from '../config/broker-config';
import { supportedFeatures } from '../metadata/features';
import type { MetadataImage } from '../metadata/metadata-image';
import type { LeaderAndEpoch } from '../metadata/metadata-log-listener';
import { decodeMetadataRecord, encodeMetadataRecord } from '../metadata/metadata-record';
import { replay } from '../metadata/replay';
import type { Random } from '../platform/random';
import { KafkaError } from '../protocol/kafka-error';
import type { AlterConfigsRequest, AlterConfigsResponse } from '../protocol/messages/alter-configs';
import type { CreatePartitionsRequest, CreatePartitionsResponse } from '../protocol/messages/create-partitions';
import type { CreateTopicsRequest, CreateTopicsResponse } from '../protocol/messages/create-topics';
import type { DeleteTopicsRequest, DeleteTopicsResponse } from '../protocol/messages/delete-topics';
import type { ElectLeadersRequest, ElectLeadersResponse } from '../protocol/messages/elect-leaders';
import type {
  IncrementalAlterConfigsRequest,
  IncrementalAlterConfigsResponse,
} from '../protocol/messages/incremental-alter-configs';
import { allocateProducerIds, type ProducerIdBlock } from './allocate-producer-ids';
import { alterConfigs, incrementalAlterConfigs } from './alter-configs';
import { brokerHeartbeat, registerBroker, type BrokerHeartbeat, type BrokerRegistration } from './broker-lifecycle';
import type { Controller } from './controller';
import type { ControllerResult, ControllerState } from './controller-result';
import { createPartitions } from './create-partitions';
import { createTopics } from './create-topics';
import { deleteTopics } from './delete-topics';
import { electLeaders } from './elect-leaders';
import type { MetadataLog } from './metadata-log';

interface QuorumControllerOptions {
  /** Of the node the controller runs on. */
  config: BrokerConfig;
  log: MetadataLog;
  random: Random;
  /** The metadata as far as the log was delivered to this node. */
  committedImage: () => MetadataImage;
}

/** One term as the leader of the quorum. */
interface Term {
  readonly epoch: number;
  /** After the last decision, committed or not. */
  image: MetadataImage;
  lastCommit: Promise<void>;
}

/**
 * Decides everything that is metadata, as long as this node leads the metadata quorum:
 *
 *   handler(state) → { records, response }     pure, runs to its end without a break
 *   log.append(records)                        one atomic batch; several requests share a sync
 *   replay(image, records) → next image        the only thing that changes state; at once, so that the next handler sees it
 *   → response                                 when the records are committed
 *
 * It begins each term from what is committed. When the term ends before a decision is known to be committed, the
 * request is refused with NOT_CONTROLLER and the image, which is ahead of the log, is dropped.
 */
export class QuorumController implements Controller {
  readonly #log: MetadataLog;
  readonly #random: Random;
  readonly #config: BrokerConfig;
  readonly #nodeId: number;
  readonly #committedImage: () => MetadataImage;
  #effective: { image: MetadataImage; config: BrokerConfig } | undefined;
  #term: Term | undefined;

  constructor({ config, log, random, committedImage }: QuorumControllerOptions) {
    this.#config = config;
    this.#nodeId = config.values['node.id'];
    this.#log = log;
    this.#random = random;
    this.#committedImage = committedImage;
  }

  get isActive(): boolean {
    return this.#term !== undefined;
  }

  /** To be told after everything of earlier epochs was delivered. A new cluster is given its features. */
  onLeaderChange({ leaderId, epoch }: LeaderAndEpoch): void {
    if (leaderId !== this.#nodeId) {
      this.#term = undefined;
      return;
    }
    this.#term = { epoch, image: this.#committedImage(), lastCommit: Promise.resolve() };
    if (this.#term.image.features.size === 0) this.#commit(this.#term, initialFeatures().map(encodeMetadataRecord));
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

  /** Resolves to the broker epoch. The broker stays fenced until a heartbeat without wantFence. */
  registerBroker(registration: BrokerRegistration): Promise<{ brokerEpoch: number }> {
    return this.#decide((state) => registerBroker(state, registration));
  }

  brokerHeartbeat(heartbeat: BrokerHeartbeat): Promise<{ isFenced: boolean }> {
    return this.#decide((state) => brokerHeartbeat(state, heartbeat));
  }

  allocateProducerIds(broker: { brokerId: number; brokerEpoch: number }): Promise<ProducerIdBlock> {
    return this.#decide((state) => allocateProducerIds(state, broker));
  }

  async #decide<Response>(handler: (state: ControllerState) => ControllerResult<Response>): Promise<Response> {
    const term = this.#term;
    if (term === undefined) throw new KafkaError('NOT_CONTROLLER', 'This node is not the controller.');
    const { records, response } = handler(this.#state(term.image));
    if (records.length > 0) this.#commit(term, records.map(encodeMetadataRecord));
    // An answer that changes nothing may rest on a decision that is not committed yet, and waits for it.
    try {
      await term.lastCommit;
    } catch (error) {
      throw new KafkaError('NOT_CONTROLLER', 'The decision could not be written to the metadata log.', { cause: error });
    }
    return response;
  }

  #state(image: MetadataImage): ControllerState {
    if (this.#effective?.image !== image) {
      const dynamicDefault = image.configs({ type: 'broker', name: '' });
      const dynamicBroker = image.configs({ type: 'broker', name: String(this.#nodeId) });
      const config =
        dynamicDefault.size + dynamicBroker.size === 0 ? this.#config : this.#config.withDynamic(dynamicDefault, dynamicBroker);
      this.#effective = { image, config };
    }
    return { image, config: this.#effective.config, random: this.#random, nextOffset: this.#log.nextOffset };
  }

  /** Sends the records on their way and replays what the log will hold, byte for byte. */
  #commit(term: Term, values: readonly Buffer[]): void {
    const { lastOffset, committed } = this.#log.append(term.epoch, values);
    const position = { offset: lastOffset, epoch: term.epoch };
    term.image = replay(term.image, values.map(decodeMetadataRecord), position).image;
    term.lastCommit = committed;
    committed.catch(() => {
      if (this.#term === term) this.#term = undefined;
    });
  }
}

function initialFeatures(): ControllerResult<undefined>['records'] {
  return [...supportedFeatures]
    .filter(([, { initialLevel }]) => initialLevel > 0)
    .map(([name, { initialLevel }]) => ({ type: 'FeatureLevel', value: { name, featureLevel: initialLevel } }));
}

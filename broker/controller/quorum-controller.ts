import type { BrokerConfig } from '../config/broker-config';
import { supportedFeatures } from '../metadata/features';
import { emptyImage, wholeDelta } from '../metadata/image-draft';
import type { MetadataImage } from '../metadata/metadata-image';
import { MetadataPublisher } from '../metadata/metadata-publisher';
import { decodeMetadataRecord, encodeMetadataRecord, type MetadataRecord } from '../metadata/metadata-record';
import { replay } from '../metadata/replay';
import type { Random } from '../platform/random';
import { errorCodes } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import type { AlterConfigsRequest, AlterConfigsResponse } from '../protocol/messages/alter-configs';
import type { CreatePartitionsRequest, CreatePartitionsResponse } from '../protocol/messages/create-partitions';
import type { CreateTopicsRequest, CreateTopicsResponse } from '../protocol/messages/create-topics';
import type { DeleteTopicsRequest, DeleteTopicsResponse } from '../protocol/messages/delete-topics';
import type { DescribeQuorumRequest, DescribeQuorumResponse } from '../protocol/messages/describe-quorum';
import type { ElectLeadersRequest, ElectLeadersResponse } from '../protocol/messages/elect-leaders';
import type {
  IncrementalAlterConfigsRequest,
  IncrementalAlterConfigsResponse,
} from '../protocol/messages/incremental-alter-configs';
import type { ListPartitionReassignmentsResponse } from '../protocol/messages/list-partition-reassignments';
import { allocateProducerIds, type ProducerIdBlock } from './allocate-producer-ids';
import { alterConfigs, incrementalAlterConfigs } from './alter-configs';
import { brokerHeartbeat, registerBroker, type BrokerHeartbeat, type BrokerRegistration } from './broker-lifecycle';
import type { ControllerResult, ControllerState } from './controller-result';
import { createPartitions } from './create-partitions';
import { createTopics } from './create-topics';
import { deleteTopics } from './delete-topics';
import { describeQuorum } from './describe-quorum';
import { electLeaders } from './elect-leaders';
import { replayedRecordsMax } from './limits';
import type { MetadataLog } from './metadata-log';

interface QuorumControllerOptions {
  clusterId: string;
  /** Of the node the controller runs on. */
  config: BrokerConfig;
  log: MetadataLog;
  random: Random;
}

/**
 * Decides everything that is metadata, as the leader of the metadata quorum:
 *
 *   handler(state) → { records, response }     pure, runs to its end without a break
 *   replay(image, records) → next image        the only thing that changes state; at once, so that the next handler sees it
 *   log.append(records)                        one atomic batch; several requests share a sync
 *   publish(image, delta)                      when committed, in the log's order
 *   → response                                 when every listener has taken the image
 *
 * A failed append or publication ends the controller: its image is ahead of what is on disk. Everything waiting and
 * everything later is refused, `failed` resolves, and the process must exit.
 */
export class QuorumController {
  readonly publisher: MetadataPublisher;
  /** Resolves, with the reason, when the controller can go on no longer. */
  readonly failed: Promise<Error>;
  readonly #log: MetadataLog;
  readonly #random: Random;
  readonly #config: BrokerConfig;
  #effective: { image: MetadataImage; config: BrokerConfig } | undefined;
  /** After the last decision, committed or not. */
  #image: MetadataImage;
  #lastCommit: Promise<void> = Promise.resolve();
  #failure: Error | undefined;
  #reportFailure: (error: Error) => void = () => undefined;

  private constructor({ config, log, random }: QuorumControllerOptions, image: MetadataImage) {
    this.#config = config;
    this.#log = log;
    this.#random = random;
    this.#image = image;
    this.publisher = new MetadataPublisher(image);
    this.failed = new Promise((resolve) => {
      this.#reportFailure = resolve;
    });
  }

  /** Reads the log. The publisher has the image from then on; nothing is published until start(). */
  static async open(options: QuorumControllerOptions): Promise<QuorumController> {
    let image = emptyImage(options.clusterId);
    let waiting: MetadataRecord[] = [];
    let position = { offset: image.offset, epoch: image.epoch };
    const replayWaiting = (): void => {
      ({ image } = replay(image, waiting, position));
      waiting = [];
    };
    for await (const { values, lastOffset, epoch } of options.log.committedBatches()) {
      for (const value of values) waiting.push(decodeMetadataRecord(value));
      position = { offset: lastOffset, epoch };
      if (waiting.length >= replayedRecordsMax) replayWaiting();
    }
    replayWaiting();
    return new QuorumController(options, image);
  }

  /** Publishes what the log held, as one delta, and gives a new cluster its features. Listeners have subscribed by now. */
  async start(): Promise<void> {
    this.#follow(this.publisher.publish(this.#image, wholeDelta(this.#image)));
    await this.#decide(({ image }) => ({ records: image.features.size > 0 ? [] : initialFeatures(), response: undefined }));
  }

  get image(): MetadataImage {
    return this.publisher.image;
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

  /** Nothing moves between brokers yet, so nothing is ever under way. */
  listPartitionReassignments(): ListPartitionReassignmentsResponse {
    return { throttleTimeMs: 0, errorCode: errorCodes.NONE, errorMessage: null, topics: [] };
  }

  describeQuorum(request: DescribeQuorumRequest): DescribeQuorumResponse {
    return describeQuorum(this.#log.status(), this.image, request);
  }

  async #decide<Response>(handler: (state: ControllerState) => ControllerResult<Response>): Promise<Response> {
    if (this.#failure !== undefined)
      throw new KafkaError('NOT_CONTROLLER', 'The controller of this node has failed.', { cause: this.#failure });
    const { records, response } = handler(this.#state());
    if (records.length > 0) this.#commit(records.map(encodeMetadataRecord));
    // An answer that changes nothing may rest on a decision that is not committed yet, and waits for it.
    try {
      await this.#lastCommit;
    } catch (error) {
      throw new KafkaError('NOT_CONTROLLER', 'The decision could not be written to the metadata log.', { cause: error });
    }
    return response;
  }

  #state(): ControllerState {
    const image = this.#image;
    if (this.#effective?.image !== image) {
      const dynamicDefault = image.configs({ type: 'broker', name: '' });
      const dynamicBroker = image.configs({ type: 'broker', name: String(this.#config.values['node.id']) });
      const config =
        dynamicDefault.size + dynamicBroker.size === 0 ? this.#config : this.#config.withDynamic(dynamicDefault, dynamicBroker);
      this.#effective = { image, config };
    }
    return { image, config: this.#effective.config, random: this.#random, nextOffset: this.#log.nextOffset };
  }

  /** Replays what the log will hold, byte for byte, and sends it on its way. */
  #commit(values: readonly Buffer[]): void {
    const position = { offset: this.#log.nextOffset + values.length - 1, epoch: this.#log.leaderEpoch };
    const { image, delta } = replay(this.#image, values.map(decodeMetadataRecord), position);
    this.#image = image;
    const before = this.#lastCommit;
    this.#follow(
      this.#log
        .append(values)
        .then(() => before)
        .then(() => this.publisher.publish(image, delta)),
    );
  }

  #follow(commit: Promise<void>): void {
    this.#lastCommit = commit;
    commit.catch((error: unknown) => {
      this.#failure ??= error instanceof Error ? error : new Error(String(error));
      this.#reportFailure(this.#failure);
    });
  }
}

function initialFeatures(): ControllerResult<undefined>['records'] {
  return [...supportedFeatures]
    .filter(([, { initialLevel }]) => initialLevel > 0)
    .map(([name, { initialLevel }]) => ({ type: 'FeatureLevel', value: { name, featureLevel: initialLevel } }));
}

import type { BrokerConfig } from '../config/broker-config';
import type { MetadataDelta } from '../metadata/metadata-delta';
import type { MetadataImage } from '../metadata/metadata-image';
import { decodeMetadataRecord, encodeMetadataRecord, type MetadataRecordInput } from '../metadata/metadata-record';
import { replay } from '../metadata/replay';
import type { Clock } from '../platform/clock';
import type { Random } from '../platform/random';
import { KafkaError } from '../protocol/kafka-error';
import type { ControllerResult, ControllerState } from './controller-result';
import { recordsPerBatchMax } from './limits';
import type { MetadataLog } from './metadata-log';

interface ControllerTermOptions {
  readonly epoch: number;
  /** What is committed when the term begins. */
  readonly image: MetadataImage;
  readonly config: BrokerConfig;
  readonly log: MetadataLog;
  readonly random: Random;
  readonly clock: Clock;
  readonly onChange: (delta: MetadataDelta) => void;
  /** A write failed, or the leadership was lost with one on its way. */
  readonly onFailure: () => void;
}

/**
 * One term as the leader of the quorum: the image after the last decision, committed or not, and the queue of decisions.
 *
 *   handler(state) → { records, response }     pure, runs to its end without a break
 *   log.append(records)                        one atomic batch; several requests share a sync
 *   replay(image, records) → next image        the only thing that changes state; at once, so that the next handler sees it
 *   → response                                 when the records are committed
 */
export class ControllerTerm {
  readonly #options: ControllerTermOptions;
  readonly #nodeId: number;
  #effective: { image: MetadataImage; config: BrokerConfig } | undefined;
  #image: MetadataImage;
  #lastCommit: Promise<void> = Promise.resolve();
  #lastAppendMs: number;
  #isOver = false;

  constructor(options: ControllerTermOptions) {
    this.#options = options;
    this.#nodeId = options.config.values['node.id'];
    this.#image = options.image;
    this.#lastAppendMs = options.clock.monotonicMs();
  }

  get image(): MetadataImage {
    return this.#image;
  }

  get lastAppendMs(): number {
    return this.#lastAppendMs;
  }

  /** Nothing is decided any more. What was decided is answered as its commit turns out. */
  end(): void {
    this.#isOver = true;
  }

  async decide<Response>(handler: (state: ControllerState) => ControllerResult<Response>): Promise<Response> {
    if (this.#isOver) throw new KafkaError('NOT_CONTROLLER', 'This node is not the controller any more.');
    const { records, response, mayBeSplit = false } = handler(this.#state());
    const batchSize = mayBeSplit ? recordsPerBatchMax : records.length;
    for (let at = 0; at < records.length; at += batchSize) this.#commit(records.slice(at, at + batchSize));
    // An answer that changes nothing may rest on a decision that is not committed yet, and waits for it.
    try {
      await this.#lastCommit;
    } catch (error) {
      throw new KafkaError('NOT_CONTROLLER', 'The decision could not be written to the metadata log.', { cause: error });
    }
    return response;
  }

  #state(): ControllerState {
    const { config, random, log } = this.#options;
    const image = this.#image;
    if (this.#effective?.image !== image) {
      const dynamicDefault = image.configs({ type: 'broker', name: '' });
      const dynamicBroker = image.configs({ type: 'broker', name: String(this.#nodeId) });
      const isStatic = dynamicDefault.size + dynamicBroker.size === 0;
      this.#effective = { image, config: isStatic ? config : config.withDynamic(dynamicDefault, dynamicBroker) };
    }
    return { image, config: this.#effective.config, random, nextOffset: log.nextOffset };
  }

  /** Sends the records on their way and replays what the log will hold, byte for byte. */
  #commit(records: readonly MetadataRecordInput[]): void {
    const { epoch, log, clock, onChange, onFailure } = this.#options;
    const values = records.map(encodeMetadataRecord);
    const { lastOffset, committed } = log.append(epoch, values);
    const { image, delta } = replay(this.#image, values.map(decodeMetadataRecord), { offset: lastOffset, epoch });
    this.#image = image;
    this.#lastCommit = committed;
    this.#lastAppendMs = clock.monotonicMs();
    committed.catch(onFailure);
    onChange(delta);
  }
}

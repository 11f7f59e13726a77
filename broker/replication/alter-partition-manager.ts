import { errorCodes, errorName } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import type { AlterPartitionRequest, AlterPartitionResponse } from '../protocol/messages/alter-partition';
import type { Uuid } from '../protocol/primitives/uuid';
import { toKafkaError } from './to-kafka-error';

/** The ISR a leader proposes. It is refused when the epochs are no longer the partition's. */
export interface PartitionAlteration {
  readonly topicId: Uuid;
  readonly partition: number;
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
  /** A broker epoch of -1 is not checked. */
  readonly isr: readonly { readonly brokerId: number; readonly brokerEpoch: number }[];
}

/** The partition as it is since. */
export interface AlteredPartition {
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
  readonly isr: readonly number[];
}

interface AlterPartitionManagerOptions {
  readonly brokerId: number;
  readonly brokerEpoch: () => number;
  /** To the controller, wherever it is. Rejects with a KafkaError. */
  readonly send: (request: AlterPartitionRequest) => Promise<AlterPartitionResponse>;
}

interface Waiting {
  readonly alteration: PartitionAlteration;
  readonly resolve: (altered: AlteredPartition) => void;
  readonly reject: (error: KafkaError) => void;
}

/** Takes the ISR changes of all partitions led here to the controller: one request at a time, with all that came meanwhile. */
export class AlterPartitionManager {
  readonly #options: AlterPartitionManagerOptions;
  /** By partition: one of a newer leadership takes the place of what an older one left behind. */
  readonly #waiting = new Map<string, Waiting>();
  #isSending = false;

  constructor(options: AlterPartitionManagerOptions) {
    this.#options = options;
  }

  /** Rejects with the controller's error, or with why it was not reached. Whether it was done is then unknown. */
  alter(alteration: PartitionAlteration): Promise<AlteredPartition> {
    return new Promise((resolve, reject) => {
      const key = `${alteration.topicId} ${alteration.partition}`;
      this.#waiting.get(key)?.reject(new KafkaError('NEW_LEADER_ELECTED', 'A later change of the partition took its place.'));
      this.#waiting.set(key, { alteration, resolve, reject });
      if (this.#isSending) return;
      this.#isSending = true;
      queueMicrotask(() => void this.#sendAll());
    });
  }

  /** Changes of one turn of the event loop go together. Never rejects. */
  async #sendAll(): Promise<void> {
    while (this.#waiting.size > 0) {
      const sent = [...this.#waiting.values()];
      this.#waiting.clear();
      try {
        answer(sent, await this.#options.send(this.#requestOf(sent)));
      } catch (error) {
        for (const { reject } of sent) reject(toKafkaError(error));
      }
    }
    this.#isSending = false;
  }

  #requestOf(sent: readonly Waiting[]): AlterPartitionRequest {
    const topics = new Map<Uuid, AlterPartitionRequest['topics'][number]>();
    for (const { alteration } of sent) {
      const topic = topics.get(alteration.topicId) ?? { topicId: alteration.topicId, partitions: [] };
      topics.set(alteration.topicId, topic);
      topic.partitions.push({
        partitionIndex: alteration.partition,
        leaderEpoch: alteration.leaderEpoch,
        newIsr: alteration.isr.map(({ brokerId }) => brokerId),
        newIsrWithEpochs: [...alteration.isr],
        leaderRecoveryState: 0,
        partitionEpoch: alteration.partitionEpoch,
      });
    }
    const { brokerId, brokerEpoch } = this.#options;
    return { brokerId, brokerEpoch: brokerEpoch(), topics: [...topics.values()] };
  }
}

/** A partition that the answer leaves out. */
const unanswered = errorCodes.UNKNOWN_SERVER_ERROR;

type PartitionAnswer = AlterPartitionResponse['topics'][number]['partitions'][number];

function answer(sent: readonly Waiting[], { errorCode, topics }: AlterPartitionResponse): void {
  const answers = new Map<string, PartitionAnswer>();
  for (const { topicId, partitions } of topics) {
    for (const partition of partitions) answers.set(`${topicId} ${partition.partitionIndex}`, partition);
  }
  for (const { alteration, resolve, reject } of sent) {
    const found = answers.get(`${alteration.topicId} ${alteration.partition}`);
    const code = errorCode === errorCodes.NONE ? found?.errorCode : errorCode;
    if (found !== undefined && code === errorCodes.NONE) resolve(found);
    else reject(new KafkaError(errorName(code ?? unanswered), 'The controller did not alter the partition.'));
  }
}

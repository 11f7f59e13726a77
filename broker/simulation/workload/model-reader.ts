import type { KafkaClient } from '../../client/kafka-client';
import { offsetOf } from '../../client/list-offsets';
import { PartitionConsumer, type ConsumedRecord } from '../../client/partition-consumer';
import { KafkaError } from '../../protocol/kafka-error';
import type { SimRandom } from '../sim-random';
import type { History, Report } from './history';
import type { SimTopic } from './sim-topic';

export interface ReaderTraits {
  readonly name: string;
  readonly topic: SimTopic;
  /** How often it goes to another place, per poll. */
  readonly seekShare: number;
  /** How long it works on what a poll gave. */
  readonly workMsMax: number;
  readonly pollRecordsMax: number;
}

interface ModelReaderOptions {
  readonly traits: ReaderTraits;
  readonly client: KafkaClient;
  readonly random: SimRandom;
  readonly history: History;
  readonly report: Report;
}

const pollMs = 400;

/** A consumer without a group: assigns itself the partitions of a topic, reads on, and now and then goes elsewhere. */
export class ModelReader {
  readonly #options: ModelReaderOptions;
  readonly #consumer: PartitionConsumer;
  /** The offset that has to come next, by partition. */
  readonly #next = new Map<number, number>();

  constructor(options: ModelReaderOptions) {
    this.#options = options;
    const { client, traits, random } = options;
    const partitionBytesMax = random.pick([200, 2000, 100_000]);
    this.#consumer = new PartitionConsumer({
      client,
      autoOffsetReset: 'none',
      pollRecordsMax: traits.pollRecordsMax,
      partitionBytesMax,
    });
    void this.#read();
  }

  /** The offset it goes on at, by partition of its topic. */
  position(partition: number): number | undefined {
    return this.#next.get(partition);
  }

  /** Goes on until its process or its client ends. */
  async #read(): Promise<void> {
    const { client, traits, random, history } = this.#options;
    this.#assignAt('earliest');
    while (!client.isClosed) {
      try {
        const records = await this.#consumer.poll(pollMs);
        if (records.length > 0) history.count('poll');
        for (const record of records) this.#take(record);
        if (this.#consumer.assignment.length < traits.topic.partitions) this.#assignAt('earliest');
        else if (random.chance(traits.seekShare)) this.#seekSomewhere();
        if (traits.workMsMax > 0) await client.wait(random.integer(traits.workMsMax + 1));
      } catch (error) {
        if (!(error instanceof KafkaError)) throw error;
        await this.#onFailure(error);
      }
    }
  }

  #assignAt(offset: 'earliest'): void {
    const { topic } = this.#options.traits;
    this.#next.clear();
    const parts = Array.from({ length: topic.partitions }, (_, partition) => ({ topic: topic.name, partition, offset }));
    this.#consumer.assign(parts);
  }

  #take({ partition, offset, value }: ConsumedRecord): void {
    const { traits, history, report } = this.#options;
    const expected = this.#next.get(partition);
    if (expected !== undefined && offset !== expected)
      report('polls are contiguous', `${traits.name} read ${traits.topic.name}-${partition}@${offset} after ${expected - 1}`);
    this.#next.set(partition, offset + 1);
    history.observed(traits.name, traits.topic, partition, offset, value);
  }

  #seekSomewhere(): void {
    const { traits, random, history } = this.#options;
    const partition = random.integer(traits.topic.partitions);
    const next = this.#next.get(partition);
    if (next === undefined) return;
    const offset = random.integer(next + 1);
    history.count('seek');
    this.#next.set(partition, offset);
    this.#consumer.seek({ topic: traits.topic.name, partition }, offset);
  }

  async #onFailure(error: KafkaError): Promise<void> {
    const { client, traits, report } = this.#options;
    if (error.errorName === 'OFFSET_OUT_OF_RANGE') await this.#checkRange();
    else if (error.errorName === 'CORRUPT_MESSAGE') report('what is read is whole', `${traits.name}: ${error.message}`);
    await client.wait(pollMs).catch(() => undefined);
    this.#assignAt('earliest');
  }

  /** Only what was removed from the beginning, or was never promised, may be out of range. */
  async #checkRange(): Promise<void> {
    const { client, traits, history, report } = this.#options;
    const { topic } = traits;
    if (!topic.keepsAll) history.coverage.reached('retention removed what a reader wanted');
    if (!topic.isDurable || !topic.isLasting) return;
    for (const [partition, next] of this.#next) {
      try {
        const end = await offsetOf(client, { topic: topic.name, partition }, 'latest', 'read_uncommitted');
        if (end < next)
          report('the end never goes back', `${traits.name} was at ${topic.name}-${partition}@${next}, which ends at ${end}`);
      } catch (error) {
        if (!(error instanceof KafkaError)) throw error;
      }
    }
  }
}

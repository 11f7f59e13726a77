import { errorName, isRetriable } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import { fetchApi } from '../protocol/messages/fetch';
import type { DecodedRecord } from '../protocol/records/decode-batch';
import { topicPartitionName, type TopicPartition } from '../protocol/topic-partition';
import type { Decoded } from '../protocol/schema/message';
import { AssignedPartition } from './assigned-partition';
import type { KafkaClient } from './kafka-client';
import { offsetOf, type Isolation, type StartPosition } from './list-offsets';

/** The newest Fetch that names topics by name. */
const fetchVersionMax = 12;
/** How long a fetch may wait while other partitions of the broker wait to be fetched. */
const crowdedWaitMs = 10;
/** A longer wait needs no timer. */
const endlessMs = 2 ** 40;

export interface PartitionConsumerOptions {
  client: KafkaClient;
  isolation?: Isolation;
  /** Where to go on when the wanted offset is not in the log (any more); `none` is an error. Default earliest. */
  autoOffsetReset?: 'earliest' | 'latest' | 'none';
  /** How long the broker may wait for records. Default 500. */
  maxWaitMs?: number;
  /** Bytes of one fetch, and of one partition in it. Defaults 50 MiB and 1 MiB, as in Kafka. */
  fetchBytesMax?: number;
  partitionBytesMax?: number;
  /** A partition with this much fetched and not yet taken is not fetched further. Default 1 MiB. */
  prefetchBytesMax?: number;
  /** Records of one poll. Default 500. */
  pollRecordsMax?: number;
}

export interface ConsumedRecord extends DecodedRecord {
  topic: string;
  partition: number;
}

type Assignment = TopicPartition & { offset: StartPosition };

interface Asked {
  partition: AssignedPartition;
  generation: number;
}

type FetchResponse = Decoded<typeof fetchApi.response>;

/** Reads the partitions it is told to, from where it is told to; in no group, and leaving nothing on the cluster. */
export class PartitionConsumer implements AsyncIterable<ConsumedRecord> {
  readonly #client: KafkaClient;
  readonly #lane: string;
  readonly #options: Required<Omit<PartitionConsumerOptions, 'client'>>;
  #partitions = new Map<string, AssignedPartition>();
  /** What was asked of each leader and is not answered yet. */
  readonly #asked = new Map<number, readonly Asked[]>();
  readonly #wakers = new Set<(hasNews: boolean) => void>();
  #turn = 0;
  #pumpScheduled = false;
  #failure: Error | undefined;
  #closed = false;

  constructor(options: PartitionConsumerOptions) {
    const { client, ...rest } = options;
    this.#client = client;
    this.#lane = client.newLane();
    this.#options = {
      isolation: 'read_uncommitted',
      autoOffsetReset: 'earliest',
      maxWaitMs: 500,
      fetchBytesMax: 50 * 1024 * 1024,
      partitionBytesMax: 1024 * 1024,
      prefetchBytesMax: 1024 * 1024,
      pollRecordsMax: 500,
      ...rest,
    };
  }

  /** Reads exactly these partitions from now on. */
  assign(assignments: readonly Assignment[]): void {
    this.#partitions = new Map(
      assignments.map(({ topic, partition, offset }) => [
        topicPartitionName({ topic, partition }),
        new AssignedPartition(topic, partition, offset),
      ]),
    );
    this.#failure = undefined;
    this.#dropUselessFetches();
    this.#schedulePump();
  }

  seek(topicPartition: TopicPartition, offset: StartPosition): void {
    this.#find(topicPartition).seek(offset);
    this.#failure = undefined;
    this.#dropUselessFetches();
    this.#schedulePump();
  }

  /** The offset of the next record poll() gives; undefined until it is known. */
  position(topicPartition: TopicPartition): number | undefined {
    const { position } = this.#find(topicPartition);
    return position < 0 ? undefined : position;
  }

  /** The high watermark of the last fetch; undefined before it. */
  highWatermark(topicPartition: TopicPartition): number | undefined {
    const { highWatermark } = this.#find(topicPartition);
    return highWatermark < 0 ? undefined : highWatermark;
  }

  get assignment(): TopicPartition[] {
    return [...this.#partitions.values()].map(({ topic, partition }) => ({ topic, partition }));
  }

  /** What was fetched, at once; or the first records to come in `maxWaitMs`; or nothing. */
  async poll(maxWaitMs: number): Promise<ConsumedRecord[]> {
    const untilMs = this.#client.clock.monotonicMs() + maxWaitMs;
    for (;;) {
      if (this.#closed) return [];
      const records = this.#take();
      this.#schedulePump();
      if (records.length > 0) return records;
      if (this.#failure !== undefined) throw this.#failure;
      const leftMs = untilMs - this.#client.clock.monotonicMs();
      if (leftMs <= 0 || !(await this.#waitForNews(leftMs))) return [];
    }
  }

  /** Ends a poll that waits, without records. */
  wakeUp(): void {
    this.#wake(false);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<ConsumedRecord> {
    while (!this.#closed) yield* await this.poll(Number.MAX_SAFE_INTEGER);
  }

  close(): void {
    this.#closed = true;
    this.#partitions.clear();
    this.#client.closeLane(this.#lane);
    this.#wake(false);
  }

  #find(topicPartition: TopicPartition): AssignedPartition {
    const found = this.#partitions.get(topicPartitionName(topicPartition));
    if (found === undefined) throw new RangeError(`${topicPartitionName(topicPartition)} is not assigned`);
    return found;
  }

  /** True when something arrived, false when the time is over or the wait is ended from outside. */
  #waitForNews(leftMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const finish = (hasNews: boolean): void => {
        timer?.cancel();
        this.#wakers.delete(finish);
        resolve(hasNews);
      };
      const endless = leftMs > endlessMs;
      const timer = endless
        ? undefined
        : this.#client.timers.after(Math.ceil(leftMs), () => {
            finish(false);
          });
      this.#wakers.add(finish);
    });
  }

  #wake(hasNews: boolean): void {
    for (const finish of [...this.#wakers]) finish(hasNews);
  }

  /** Takes what was fetched, partition by partition, each time beginning with another one. */
  #take(): ConsumedRecord[] {
    const partitions = [...this.#partitions.values()];
    const taken: ConsumedRecord[] = [];
    this.#turn += 1;
    for (let index = 0; index < partitions.length; index += 1) {
      const from = partitions[(index + this.#turn) % partitions.length];
      if (from === undefined) continue;
      const { topic, partition } = from;
      while (taken.length < this.#options.pollRecordsMax) {
        const record = this.#takeFrom(from, taken.length > 0);
        if (record === undefined) break;
        taken.push({ ...record, topic, partition });
      }
    }
    return taken;
  }

  /** What cannot be read fails the poll that finds nothing before it. */
  #takeFrom(from: AssignedPartition, hasOthers: boolean): DecodedRecord | undefined {
    if (this.#failure !== undefined) return undefined;
    try {
      return from.take();
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      this.#failure = error;
      if (!hasOthers) throw error;
      return undefined;
    }
  }

  #schedulePump(): void {
    if (this.#pumpScheduled || this.#closed) return;
    this.#pumpScheduled = true;
    queueMicrotask(() => {
      this.#pumpScheduled = false;
      this.#pump();
    });
  }

  /** Looks up positions and leaders where they are missing, and sends one fetch to each leader that has something to give. */
  #pump(): void {
    if (this.#closed || this.#failure !== undefined) return;
    const byLeader = new Map<number, AssignedPartition[]>();
    for (const partition of this.#partitions.values()) {
      if (partition.isBusy || partition.bufferedBytes >= this.#options.prefetchBytesMax) continue;
      const leader = this.#client.knownLeaderOf(partition);
      if (partition.wanted !== undefined || leader === undefined) void this.#lookUp(partition);
      else byLeader.set(leader, [...(byLeader.get(leader) ?? []), partition]);
    }
    for (const [leader, partitions] of byLeader) {
      if (!this.#asked.has(leader)) void this.#fetch(leader, partitions);
    }
  }

  /** Never rejects: what fails for good fails the next poll. */
  async #lookUp(partition: AssignedPartition): Promise<void> {
    const { generation, wanted } = partition;
    partition.isBusy = true;
    try {
      if (wanted === undefined) await this.#client.leaderOf(partition);
      const offset = wanted === undefined ? undefined : await offsetOf(this.#client, partition, wanted, this.#options.isolation);
      if (!this.#isCurrent(partition, generation)) return;
      if (offset !== undefined) partition.start(offset);
      partition.isBusy = false;
      this.#schedulePump();
    } catch (error) {
      if (this.#isCurrent(partition, generation)) await this.#onError(partition, error);
    }
  }

  /** Nobody waits for the answers of fetches whose partitions were all taken away: the next ones must not queue behind them. */
  #dropUselessFetches(): void {
    const asked = [...this.#asked.values()].flat();
    if (asked.length === 0 || asked.some(({ partition, generation }) => this.#isCurrent(partition, generation))) return;
    this.#asked.clear();
    this.#client.closeLane(this.#lane);
  }

  #isCurrent(partition: AssignedPartition, generation: number): boolean {
    return !this.#closed && this.#partitions.get(partition.name) === partition && partition.generation === generation;
  }

  /** Never rejects. */
  async #fetch(leader: number, partitions: readonly AssignedPartition[]): Promise<void> {
    const asked = partitions.map((partition) => ({ partition, generation: partition.generation }));
    for (const partition of partitions) partition.isBusy = true;
    this.#asked.set(leader, asked);
    let response: FetchResponse | undefined;
    let failure: unknown;
    try {
      response = await this.#requestFetch(leader, partitions);
    } catch (error) {
      failure = error;
    }
    if (this.#asked.get(leader) === asked) this.#asked.delete(leader);
    const answers = new Map(
      (response?.responses ?? []).flatMap(({ topic, partitions: parts }) =>
        parts.map((part) => [topicPartitionName({ topic, partition: part.partitionIndex }), part]),
      ),
    );
    for (const { partition, generation } of asked) {
      if (!this.#isCurrent(partition, generation)) continue;
      const answer = answers.get(partition.name);
      if (answer === undefined)
        void this.#onError(partition, failure ?? new KafkaError('NETWORK_EXCEPTION', 'The fetch was not answered.'));
      else this.#onAnswer(partition, answer);
    }
    this.#wake(true);
    this.#schedulePump();
  }

  #requestFetch(leader: number, partitions: readonly AssignedPartition[]): Promise<FetchResponse> {
    const { fetchBytesMax, partitionBytesMax, isolation } = this.#options;
    const maxWaitMs = this.#hasOthersAt(leader, partitions) ? crowdedWaitMs : this.#options.maxWaitMs;
    const byTopic = new Map<string, { partition: number; fetchOffset: number; partitionMaxBytes: number }[]>();
    for (const { topic, partition, fetchOffset } of partitions) {
      const wanted = { partition, fetchOffset, partitionMaxBytes: partitionBytesMax };
      byTopic.set(topic, [...(byTopic.get(topic) ?? []), wanted]);
    }
    const request = {
      maxWaitMs,
      minBytes: 1,
      maxBytes: fetchBytesMax,
      isolationLevel: isolation === 'read_committed' ? 1 : 0,
      topics: [...byTopic].map(([topic, parts]) => ({ topic, partitions: parts })),
    };
    const timeoutMs = maxWaitMs + this.#client.requestTimeoutMs;
    return this.#client.send(leader, fetchApi, request, { versionMax: fetchVersionMax, lane: this.#lane, timeoutMs });
  }

  /** Whether a partition of this broker is left out for now: it must not wait for the quiet ones' long poll. */
  #hasOthersAt(leader: number, partitions: readonly AssignedPartition[]): boolean {
    for (const partition of this.#partitions.values()) {
      const known = this.#client.knownLeaderOf(partition);
      if ((known === undefined || known === leader) && !partitions.includes(partition)) return true;
    }
    return false;
  }

  #onAnswer(partition: AssignedPartition, answer: FetchResponse['responses'][number]['partitions'][number]): void {
    const error = errorName(answer.errorCode);
    if (error !== 'NONE') {
      void this.#onError(partition, new KafkaError(error, `${partition.name} cannot be fetched: ${error}.`));
      return;
    }
    partition.isBusy = false;
    partition.failedAttempts = 0;
    partition.highWatermark = answer.highWatermark;
    if (answer.records === null || answer.records.length === 0) return;
    try {
      partition.add(answer.records, answer.abortedTransactions);
    } catch (failure) {
      void this.#onError(partition, failure);
    }
  }

  /** Never rejects. Pauses and goes on after what is retriable; keeps the partition busy meanwhile. */
  async #onError(partition: AssignedPartition, error: unknown): Promise<void> {
    const { generation } = partition;
    const name = error instanceof KafkaError ? error.errorName : 'UNKNOWN_SERVER_ERROR';
    const { autoOffsetReset } = this.#options;
    if (name === 'OFFSET_OUT_OF_RANGE' && autoOffsetReset !== 'none') {
      partition.seek(autoOffsetReset);
    } else if (isRetriable(name) && name !== 'CORRUPT_MESSAGE' && !this.#client.isClosed) {
      this.#client.forgetTopic(partition.topic);
      partition.failedAttempts += 1;
      await this.#client.pause(partition.failedAttempts - 1).catch(() => undefined);
      if (this.#isCurrent(partition, generation)) partition.isBusy = false;
    } else {
      this.#failure = error instanceof Error ? error : new Error(String(error));
      this.#wake(true);
    }
    this.#schedulePump();
  }
}

import type { KafkaClient } from '../../client/kafka-client';
import { errorName, isRetriable, type ErrorName } from '../../protocol/error-codes';
import { KafkaError } from '../../protocol/kafka-error';
import { initProducerIdApi } from '../../protocol/messages/init-producer-id';
import { produceApi } from '../../protocol/messages/produce';
import type { CompressionName } from '../../protocol/records/batch-header';
import { partitionForKey } from '../../protocol/records/murmur2';
import type { SimRandom } from '../sim-random';
import type { SimProcess } from '../world/sim-process';
import type { Acks, History, Outcome, Report, SentRecord } from './history';
import { ProducerPartition, type ModelBatch } from './producer-partition';
import type { SimTopic } from './sim-topic';

export interface ProducerTraits {
  readonly name: string;
  readonly topics: readonly SimTopic[];
  readonly acks: Acks;
  readonly idempotent: boolean;
  readonly inFlightMax: number;
  readonly compression: CompressionName;
  /** Partitions by key's hash instead of by choice. */
  readonly keyed: boolean;
  readonly intervalMs: number;
  readonly recordsMax: number;
  readonly valueBytesMax: number;
  readonly requestTimeoutMs: number;
  readonly deliveryTimeoutMs: number;
}

interface ModelProducerOptions {
  readonly traits: ProducerTraits;
  readonly process: SimProcess;
  readonly client: KafkaClient;
  readonly random: SimRandom;
  readonly history: History;
  readonly report: Report;
  /** Gives the numbers of its records: they go on where an earlier life of this producer stopped. */
  readonly nextNumber: () => number;
}

interface Departure {
  readonly at: ProducerPartition;
  readonly batch: ModelBatch;
  readonly records: Buffer;
}

interface Answer {
  readonly error: ErrorName;
  readonly baseOffset: number;
}

const backlogMax = 40;
const retryMs = { first: 100, max: 1000 };
/** The newest Produce that names topics by name. */
const produceVersionMax = 12;
/** Errors after which the broker may have written the batch. */
const doubtful: ReadonlySet<ErrorName> = new Set<ErrorName>([
  'NETWORK_EXCEPTION',
  'REQUEST_TIMED_OUT',
  'NOT_ENOUGH_REPLICAS_AFTER_APPEND',
  'UNKNOWN_SERVER_ERROR',
  'NOT_LEADER_OR_FOLLOWER',
  'KAFKA_STORAGE_ERROR',
]);
const sequenceErrors: ReadonlySet<ErrorName> = new Set<ErrorName>([
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'UNKNOWN_PRODUCER_ID',
  'INVALID_PRODUCER_EPOCH',
]);

/** A small model of the Java producer: batches per partition, several in flight, retried in order until a deadline. */
export class ModelProducer {
  readonly #options: ModelProducerOptions;
  readonly #partitions = new Map<string, ProducerPartition>();
  readonly #lookingUp = new Set<string>();
  readonly #doubtful = new Set<ModelBatch>();
  #isStopped = false;

  constructor(options: ModelProducerOptions) {
    this.#options = options;
    this.#tick();
  }

  /** Makes no more records; those on their way go on. */
  stop(): void {
    this.#isStopped = true;
  }

  /** Records whose outcome is open. */
  get pendingCount(): number {
    let count = 0;
    for (const { waiting, inFlight } of this.#partitions.values()) {
      for (const { records } of [...waiting, ...inFlight]) count += records.length;
    }
    return count;
  }

  /** The process is dead: nobody will know what became of what was on its way. */
  abandon(): void {
    this.#isStopped = true;
    for (const { waiting, inFlight } of this.#partitions.values()) {
      for (const batch of waiting) this.#settle(batch, batch.attempts > 0 ? 'unknown' : 'refused');
      for (const batch of inFlight) this.#settle(batch, 'unknown');
    }
    this.#partitions.clear();
  }

  get #nowMs(): number {
    return this.#options.process.machine.monotonicMs();
  }

  #tick(): void {
    const { process, random, traits } = this.#options;
    process.after(random.between(0.2, 1.8) * traits.intervalMs, () => {
      if (this.#isStopped) return;
      this.#make();
      this.#pump();
      this.#tick();
    });
  }

  #make(): void {
    const { random, traits, process } = this.#options;
    const topic = random.pick(traits.topics);
    const key = Buffer.from(`k${random.integer(20)}`);
    const partition = traits.keyed ? partitionForKey(key, topic.partitions) : random.integer(topic.partitions);
    const at = this.#partition(topic.name, partition);
    if (at.waiting.length >= backlogMax) return;
    const records = Array.from({ length: 1 + random.integer(traits.recordsMax) }, () => this.#record(topic, partition));
    const inputs = records.map(({ id }) => ({ key, value: this.#value(id), timestampMs: process.machine.nowMs() }));
    const createdMs = this.#nowMs;
    at.waiting.push({ records, inputs, createdMs, sequence: -1, encoded: undefined, attempts: 0, notBeforeMs: 0 });
  }

  #record(topic: SimTopic, partition: number): SentRecord {
    const { traits, history, nextNumber } = this.#options;
    const number = nextNumber();
    const id = `${traits.name}.${number}`;
    const { name: producer, acks } = traits;
    const record: SentRecord = {
      ...{ id, producer, number, topic, partition, acks, session: undefined },
      ...{ attempts: 0, outcome: 'pending', offset: -1 },
    };
    history.add(record);
    return record;
  }

  #value(id: string): Buffer {
    const { random, traits } = this.#options;
    const value = Buffer.alloc(id.length + 1 + random.integer(traits.valueBytesMax), '|');
    value.write(id, 'latin1');
    return value;
  }

  #partition(topic: string, partition: number): ProducerPartition {
    const name = `${topic} ${partition}`;
    let known = this.#partitions.get(name);
    if (known === undefined) {
      known = new ProducerPartition(topic, partition, this.#options.traits.inFlightMax);
      this.#partitions.set(name, known);
    }
    return known;
  }

  /** Sends whatever may be sent: one request per leader, with one batch of each of its partitions at most, and again. */
  #pump(): void {
    for (;;) {
      const byLeader = new Map<number, Departure[]>();
      for (const at of this.#partitions.values()) {
        const departure = this.#departureFrom(at);
        if (departure === undefined) continue;
        const { leader, ...rest } = departure;
        byLeader.set(leader, [...(byLeader.get(leader) ?? []), rest]);
      }
      if (byLeader.size === 0) return;
      for (const [leader, departures] of byLeader) void this.#send(leader, departures);
    }
  }

  #departureFrom(at: ProducerPartition): (Departure & { leader: number }) | undefined {
    const { client, traits } = this.#options;
    this.#expire(at);
    const batch = at.sendable(this.#nowMs);
    if (batch === undefined) return undefined;
    const leader = client.knownLeaderOf(at);
    if (leader === undefined) {
      void this.#lookUp(at.topic);
      return undefined;
    }
    if (traits.idempotent && at.identity === undefined) {
      void this.#identify(at);
      return undefined;
    }
    return { at, batch, leader, records: at.take(batch, traits.compression) };
  }

  /** Batches too old to be sent (again) end here. */
  #expire(at: ProducerPartition): void {
    const oldestMs = this.#nowMs - this.#options.traits.deliveryTimeoutMs;
    for (let [head] = at.waiting; head !== undefined && head.createdMs < oldestMs; [head] = at.waiting) {
      at.waiting.shift();
      this.#giveUp(at, head);
    }
    this.#renewIfQuiet(at);
  }

  #giveUp(at: ProducerPartition, batch: ModelBatch): void {
    if (batch.sequence >= 0) at.mustRenew = true;
    this.#settle(batch, this.#doubtful.has(batch) ? 'unknown' : 'refused');
  }

  #renewIfQuiet(at: ProducerPartition): void {
    if (!at.mustRenew || at.inFlight.length > 0) return;
    for (const batch of at.takeBroken()) this.#settle(batch, this.#doubtful.has(batch) ? 'unknown' : 'refused');
    at.forgetIdentity();
  }

  /** Never rejects. */
  async #lookUp(topic: string): Promise<void> {
    if (this.#lookingUp.has(topic)) return;
    this.#lookingUp.add(topic);
    try {
      await this.#options.client.topic(topic, { refresh: true, allowAutoTopicCreation: false });
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
    }
    this.#options.process.after(retryMs.first, () => {
      this.#lookingUp.delete(topic);
      this.#pump();
    });
    this.#pump();
  }

  /** Never rejects. */
  async #identify(at: ProducerPartition): Promise<void> {
    const key = `id of ${at.topic} ${at.partition}`;
    if (this.#lookingUp.has(key)) return;
    this.#lookingUp.add(key);
    try {
      const request = { transactionalId: null, transactionTimeoutMs: 0 };
      const { errorCode, producerId, producerEpoch } = await this.#options.client.send('any', initProducerIdApi, request);
      if (errorCode === 0) at.identity = { producerId, producerEpoch };
      this.#options.history.count('init-producer-id');
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
    }
    const delayMs = at.identity === undefined ? retryMs.first : 0;
    this.#options.process.after(delayMs, () => {
      this.#lookingUp.delete(key);
      this.#pump();
    });
  }

  /** Never rejects. */
  async #send(leader: number, departures: readonly Departure[]): Promise<void> {
    const answers = await this.#request(leader, departures);
    for (const { at, batch } of departures) {
      at.landed(batch);
      const answer = answers.get(`${at.topic} ${at.partition}`);
      this.#onAnswer(at, batch, answer ?? { error: 'NETWORK_EXCEPTION', baseOffset: -1 });
      this.#renewIfQuiet(at);
    }
    this.#pump();
  }

  async #request(leader: number, departures: readonly Departure[]): Promise<ReadonlyMap<string, Answer>> {
    const { client, traits } = this.#options;
    const answers = new Map<string, Answer>();
    const topics = [...new Set(departures.map(({ at }) => at.topic))];
    const topicData = topics.map((name) => ({
      name,
      partitionData: departures
        .filter(({ at }) => at.topic === name)
        .map(({ at, records }) => ({ index: at.partition, records })),
    }));
    const request = { acks: traits.acks, timeoutMs: traits.requestTimeoutMs, topicData };
    try {
      if (traits.acks === 0) {
        await client.sendWithoutResponse(leader, produceApi, request, { versionMax: produceVersionMax });
        for (const { at } of departures) answers.set(`${at.topic} ${at.partition}`, { error: 'NONE', baseOffset: -1 });
        return answers;
      }
      const response = await client.send(leader, produceApi, request, {
        versionMax: produceVersionMax,
        timeoutMs: traits.requestTimeoutMs + 500,
      });
      for (const { name, partitionResponses } of response.responses) {
        for (const { index, errorCode, baseOffset } of partitionResponses) {
          answers.set(`${name} ${index}`, { error: errorName(errorCode), baseOffset });
        }
      }
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      for (const { at } of departures) answers.set(`${at.topic} ${at.partition}`, { error: error.errorName, baseOffset: -1 });
    }
    return answers;
  }

  #onAnswer(at: ProducerPartition, batch: ModelBatch, { error, baseOffset }: Answer): void {
    const { traits, history, client } = this.#options;
    if (error === 'NONE' || error === 'DUPLICATE_SEQUENCE_NUMBER') {
      at.acked(batch);
      if (traits.acks === 0) this.#settle(batch, 'unknown');
      else batch.records.forEach((record, index) => history.acked(record, baseOffset < 0 ? -1 : baseOffset + index));
      return;
    }
    if (doubtful.has(error)) this.#doubtful.add(batch);
    if (sequenceErrors.has(error)) {
      this.#onSequenceError(at, batch, error);
      return;
    }
    if (!isRetriable(error)) {
      this.#giveUp(at, batch);
      return;
    }
    client.forgetTopic(at.topic);
    this.#retry(at, batch);
  }

  #retry(at: ProducerPartition, batch: ModelBatch): void {
    const delayMs = Math.min(retryMs.max, retryMs.first * 2 ** (batch.attempts - 1));
    at.retryAt(batch, this.#nowMs + delayMs);
    this.#options.process.after(delayMs, () => {
      this.#pump();
    });
  }

  /**
   * Those behind one that failed are refused too and only wait for it; one that follows an acknowledged one has no such
   * excuse when it is sent for the first time, or alone to the only replica. (As in Kafka, a log that was opened again knows the last batch of
   * each producer only, and takes any sequence number from a producer it does not know.)
   */
  #onSequenceError(at: ProducerPartition, batch: ModelBatch, error: ErrorName): void {
    if (error === 'OUT_OF_ORDER_SEQUENCE_NUMBER' && !at.isNext(batch)) {
      this.#options.history.coverage.reached('a batch was refused out of sequence');
      this.#retry(at, batch);
      return;
    }
    const topic = batch.records[0]?.topic;
    // A leader that is cut off from the others and was replaced does not know what has become of the log.
    const isAlone = this.#options.traits.inFlightMax === 1 && topic?.replicationFactor === 1;
    const hasNoExcuse = batch.attempts === 1 || isAlone;
    if (topic?.isDurable === true && topic.isLasting && hasNoExcuse && at.followsAcked(batch)) {
      const what = `${at.topic}-${at.partition} refuses sequence ${batch.sequence} of ${batch.records[0]?.id ?? ''}: ${error}`;
      this.#options.report('sequence numbers are remembered', what);
    }
    this.#giveUp(at, batch);
  }

  #settle(batch: ModelBatch, outcome: Outcome): void {
    this.#doubtful.delete(batch);
    for (const record of batch.records) this.#options.history.settle(record, outcome);
  }
}

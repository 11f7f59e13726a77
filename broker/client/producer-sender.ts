import type { Timer } from '../platform/timers';
import { errorName, isRetriable, type ErrorName } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import { initProducerIdApi } from '../protocol/messages/init-producer-id';
import { produceApi } from '../protocol/messages/produce';
import type { CompressionName } from '../protocol/records/batch-header';
import type { KafkaClient } from './kafka-client';
import { PartitionQueue, type PendingRecord, type ProducerBatch, type ProducerIdentity } from './producer-batches';

/** The newest Produce that names topics by name. */
const produceVersionMax = 12;

export interface ProducerSettings {
  /** Replicas that must have a record before it counts as written: `all`, 1, or 0 for no answer at all. */
  acks: 'all' | 0 | 1;
  compression: CompressionName;
  /** How long a batch waits for more records; 0: what is sent in one go travels together. */
  lingerMs: number;
  /** Records are written once and in order whatever is retried; needs acks=all. */
  idempotent: boolean;
  /** A batch is closed at this size, before compression. */
  batchBytesMax: number;
  /** A record that is not written after this long is given up. */
  deliveryTimeoutMs: number;
}

export const defaultProducerSettings: ProducerSettings = {
  acks: 'all',
  compression: 'none',
  lingerMs: 0,
  idempotent: true,
  batchBytesMax: 256 * 1024,
  deliveryTimeoutMs: 120_000,
};

interface ProducerSenderOptions {
  client: KafkaClient;
  settings: ProducerSettings;
  /** Bytes on their way became fewer. */
  onSpace: () => void;
}

interface Outgoing {
  queue: PartitionQueue;
  batch: ProducerBatch;
}

interface Outcome {
  error: ErrorName;
  message: string | null;
  baseOffset: number;
  logAppendTimeMs: number;
}

/** Errors after which the broker may still have written the batch. */
const doubtful: ReadonlySet<ErrorName> = new Set<ErrorName>([
  'NETWORK_EXCEPTION',
  'REQUEST_TIMED_OUT',
  'NOT_ENOUGH_REPLICAS_AFTER_APPEND',
  'UNKNOWN_SERVER_ERROR',
]);
/** Errors that say the broker's idea of our sequence numbers is not ours. */
const sequenceLost: ReadonlySet<ErrorName> = new Set<ErrorName>([
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'UNKNOWN_PRODUCER_ID',
  'INVALID_PRODUCER_EPOCH',
]);
const tooLarge: ReadonlySet<ErrorName> = new Set<ErrorName>(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE']);

/** The producer's lower half: partition queues, Produce requests, retries and producer ids. */
export class ProducerSender {
  readonly #client: KafkaClient;
  readonly #settings: ProducerSettings;
  readonly #onSpace: () => void;
  readonly #queues = new Map<string, PartitionQueue>();
  #identity: Promise<ProducerIdentity> | undefined;
  #bufferedBytes = 0;
  #flushing = false;
  #pumpScheduled = false;
  #wakeUp: Timer | undefined;

  constructor({ client, settings, onSpace }: ProducerSenderOptions) {
    this.#client = client;
    this.#settings = settings;
    this.#onSpace = onSpace;
  }

  get bufferedBytes(): number {
    return this.#bufferedBytes;
  }

  /** Returns whether the partition now has another batch waiting behind an earlier one. */
  add(topic: string, partition: number, pending: PendingRecord): boolean {
    const queue = this.#queueOf(topic, partition);
    const wasBusy = !queue.isEmpty;
    const isNewBatch = queue.add(pending, this.#settings.batchBytesMax, this.#client.clock.monotonicMs());
    this.#bufferedBytes += pending.sizeBytes;
    if (isNewBatch) this.#schedulePump();
    return isNewBatch && wasBusy;
  }

  /** While flushing, no batch lingers. */
  setFlushing(flushing: boolean): void {
    this.#flushing = flushing;
    this.#schedulePump();
  }

  close(): void {
    this.#wakeUp?.cancel();
  }

  #queueOf(topic: string, partition: number): PartitionQueue {
    const key = `${topic} ${partition}`;
    const known = this.#queues.get(key);
    if (known !== undefined) return known;
    const queue = new PartitionQueue(topic, partition);
    this.#queues.set(key, queue);
    return queue;
  }

  /** Two microtasks later, so that records of one burst meet in one batch and batches in one request. */
  #schedulePump(): void {
    if (this.#pumpScheduled) return;
    this.#pumpScheduled = true;
    queueMicrotask(() => {
      queueMicrotask(() => {
        this.#pumpScheduled = false;
        this.#pump();
      });
    });
  }

  /** Sends every batch that is ready, one request per leader, and sets the alarm for the next one that will be. */
  #pump(): void {
    const nowMs = this.#client.clock.monotonicMs();
    const { batchBytesMax, lingerMs } = this.#settings;
    const byLeader = new Map<number, Outgoing[]>();
    let wakeAtMs = Number.POSITIVE_INFINITY;
    for (const queue of this.#queues.values()) {
      const batch = queue.head;
      if (batch === undefined || queue.inFlight !== undefined) continue;
      const readyAtMs = queue.readyAtMs(this.#flushing ? 0 : lingerMs, batchBytesMax);
      if (readyAtMs > nowMs) {
        wakeAtMs = Math.min(wakeAtMs, readyAtMs);
        continue;
      }
      queue.inFlight = batch;
      const leader = this.#client.knownLeaderOf(queue);
      if (leader === undefined) void this.#findLeader({ queue, batch });
      else byLeader.set(leader, [...(byLeader.get(leader) ?? []), { queue, batch }]);
    }
    for (const [leader, outgoing] of byLeader) void this.#deliver(leader, outgoing);
    this.#wakeUp?.cancel();
    if (wakeAtMs === Number.POSITIVE_INFINITY) return;
    this.#wakeUp = this.#client.timers.after(Math.ceil(wakeAtMs - nowMs), () => {
      this.#pump();
    });
  }

  /** Never rejects. */
  async #findLeader({ queue, batch }: Outgoing): Promise<void> {
    try {
      await this.#client.leaderOf(queue);
      queue.inFlight = undefined;
    } catch (error) {
      queue.inFlight = undefined;
      this.#settle({ queue, batch }, outcomeOf(error));
    }
    this.#schedulePump();
  }

  /** Never rejects: every outcome ends in the records' own promises. */
  async #deliver(leader: number, outgoing: readonly Outgoing[]): Promise<void> {
    let outcomes: ReadonlyMap<string, Outcome> = new Map();
    let missing: Outcome = outcomeOf(new KafkaError('UNKNOWN_SERVER_ERROR', 'The broker did not answer for this partition.'));
    try {
      if (this.#settings.idempotent) await this.#identify(outgoing);
      outcomes = await this.#produce(leader, outgoing);
    } catch (error) {
      missing = outcomeOf(error);
    }
    for (const { queue, batch } of outgoing) {
      queue.inFlight = undefined;
      this.#settle({ queue, batch }, outcomes.get(`${queue.topic} ${queue.partition}`) ?? missing);
    }
    this.#schedulePump();
  }

  async #produce(leader: number, outgoing: readonly Outgoing[]): Promise<ReadonlyMap<string, Outcome>> {
    const { acks } = this.#settings;
    const request = {
      acks: acks === 'all' ? -1 : acks,
      timeoutMs: this.#client.requestTimeoutMs,
      topicData: this.#topicData(outgoing),
    };
    const outcomes = new Map<string, Outcome>();
    if (acks === 0) {
      await this.#client.sendWithoutResponse(leader, produceApi, request, { versionMax: produceVersionMax });
      const written: Outcome = { error: 'NONE', message: null, baseOffset: -1, logAppendTimeMs: -1 };
      for (const { queue } of outgoing) outcomes.set(`${queue.topic} ${queue.partition}`, written);
      return outcomes;
    }
    const response = await this.#client.send(leader, produceApi, request, { versionMax: produceVersionMax });
    for (const { name, partitionResponses } of response.responses) {
      for (const { index, errorCode, errorMessage, baseOffset, logAppendTimeMs } of partitionResponses) {
        outcomes.set(`${name} ${index}`, { error: errorName(errorCode), message: errorMessage, baseOffset, logAppendTimeMs });
      }
    }
    return outcomes;
  }

  #topicData(outgoing: readonly Outgoing[]): { name: string; partitionData: { index: number; records: Buffer }[] }[] {
    const byTopic = new Map<string, { index: number; records: Buffer }[]>();
    for (const { queue, batch } of outgoing) {
      const partitions = byTopic.get(queue.topic) ?? [];
      partitions.push({ index: queue.partition, records: queue.encode(batch, this.#settings.compression) });
      byTopic.set(queue.topic, partitions);
    }
    return [...byTopic].map(([name, partitionData]) => ({ name, partitionData }));
  }

  /** Gives a producer id to each partition that has none. */
  async #identify(outgoing: readonly Outgoing[]): Promise<void> {
    for (const { queue } of outgoing) {
      if (queue.identity !== undefined) continue;
      this.#identity ??= this.#requestIdentity();
      queue.identity = await this.#identity;
    }
  }

  async #requestIdentity(): Promise<ProducerIdentity> {
    try {
      return await this.#client.retrying(async () => {
        const request = { transactionalId: null, transactionTimeoutMs: 0 };
        const { errorCode, producerId, producerEpoch } = await this.#client.send('any', initProducerIdApi, request);
        if (errorCode !== 0) throw new KafkaError(errorName(errorCode), 'The broker gives no producer id.');
        return { producerId, producerEpoch };
      });
    } catch (error) {
      this.#identity = undefined;
      throw error;
    }
  }

  #settle({ queue, batch }: Outgoing, outcome: Outcome): void {
    const { error } = outcome;
    if (error === 'NONE' || error === 'DUPLICATE_SEQUENCE_NUMBER') {
      this.#succeed({ queue, batch }, outcome);
      return;
    }
    batch.attempts += 1;
    if (tooLarge.has(error) && batch.records.length > 1) {
      queue.takeSequenceBack(batch);
      queue.splitHead(batch);
      return;
    }
    const isLost = sequenceLost.has(error) && this.#settings.idempotent && !batch.mayBeWritten;
    if (isLost) this.#renewIdentity({ queue, batch });
    if (doubtful.has(error)) batch.mayBeWritten = true;
    const nowMs = this.#client.clock.monotonicMs();
    const isInTime = nowMs < batch.createdMs + this.#settings.deliveryTimeoutMs && !this.#client.isClosed;
    if (isInTime && (isLost || isRetriable(error))) {
      queue.notBeforeMs = nowMs + this.#client.retryDelayMs(batch.attempts - 1);
      this.#client.forgetTopic(queue.topic);
      return;
    }
    this.#giveUp({ queue, batch }, outcome);
  }

  #succeed({ queue, batch }: Outgoing, { baseOffset, logAppendTimeMs }: Outcome): void {
    queue.dropHead();
    const { topic, partition } = queue;
    batch.records.forEach(({ record, resolve }, index) => {
      const timestampMs = logAppendTimeMs >= 0 ? logAppendTimeMs : record.timestampMs;
      resolve({ topic, partition, offset: baseOffset < 0 ? -1 : baseOffset + index, timestampMs });
    });
    this.#release(batch);
  }

  #giveUp({ queue, batch }: Outgoing, { error, message }: Outcome): void {
    if (batch.mayBeWritten) this.#renewIdentity({ queue, batch });
    else queue.takeSequenceBack(batch);
    queue.dropHead();
    const failure = new KafkaError(
      error,
      message ?? `The broker refuses records for ${queue.topic}-${queue.partition}: ${error}.`,
    );
    for (const { reject } of batch.records) reject(failure);
    this.#release(batch);
  }

  #renewIdentity({ queue, batch }: Outgoing): void {
    queue.forgetIdentity(batch);
    this.#identity = undefined;
  }

  #release(batch: ProducerBatch): void {
    for (const { sizeBytes } of batch.records) this.#bufferedBytes -= sizeBytes;
    this.#onSpace();
  }
}

function outcomeOf(error: unknown): Outcome {
  const name = error instanceof KafkaError ? error.errorName : 'UNKNOWN_SERVER_ERROR';
  const message = error instanceof Error ? error.message : String(error);
  return { error: name, message, baseOffset: -1, logAppendTimeMs: -1 };
}

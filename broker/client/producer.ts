import { KafkaError } from '../protocol/kafka-error';
import type { RecordInput } from '../protocol/records/encode-batch';
import type { TopicMetadata } from './cluster-metadata';
import type { KafkaClient } from './kafka-client';
import { sizeInBatch, type RecordMetadata } from './producer-batches';
import { defaultProducerSettings, ProducerSender, type ProducerSettings } from './producer-sender';
import { StickyPartitioner } from './sticky-partitioner';

export interface ProducerOptions extends Partial<ProducerSettings> {
  client: KafkaClient;
  /** send() waits while more than this is on its way. */
  bufferBytesMax?: number;
  /** Lets the cluster create topics that do not exist. Default true, as in Kafka. */
  allowAutoTopicCreation?: boolean;
}

export type ProducerRecord = Omit<RecordInput, 'timestampMs'> & { timestampMs?: number; partition?: number };

/** A record on its way into a batch. */
interface Entry {
  topic: string;
  input: ProducerRecord;
  resolve: (metadata: RecordMetadata) => void;
  reject: (error: unknown) => void;
}

/**
 * Writes records: batches per partition, one of them in flight at a time, retried until written or given up. Every step
 * from send() to the batch is taken in the order of the calls.
 */
export class Producer {
  readonly #client: KafkaClient;
  readonly #sender: ProducerSender;
  readonly #bufferBytesMax: number;
  readonly #allowAutoTopicCreation: boolean;
  readonly #partitioner: StickyPartitioner;
  readonly #backlog: Entry[] = [];
  readonly #waitingForTopic = new Map<string, Entry[]>();
  readonly #waitingForQuiet: (() => void)[] = [];
  #outstanding = 0;
  #closed = false;

  constructor(options: ProducerOptions) {
    const { client, bufferBytesMax, allowAutoTopicCreation, ...settings } = options;
    const acks = settings.acks ?? 'all';
    if (settings.idempotent === true && acks !== 'all') throw new RangeError('an idempotent producer needs acks=all');
    this.#client = client;
    this.#bufferBytesMax = bufferBytesMax ?? 32 * 1024 * 1024;
    this.#allowAutoTopicCreation = allowAutoTopicCreation ?? true;
    this.#partitioner = new StickyPartitioner(client.random);
    this.#sender = new ProducerSender({
      client,
      settings: { ...defaultProducerSettings, idempotent: acks === 'all', ...settings },
      onSpace: () => {
        this.#admitBacklog();
      },
    });
  }

  /** Resolves when the record is written; calls for one partition are written in the order they were made. */
  async send(topic: string, record: ProducerRecord): Promise<RecordMetadata> {
    if (this.#closed) throw new KafkaError('UNKNOWN_SERVER_ERROR', 'This producer is closed.');
    this.#outstanding += 1;
    try {
      return await new Promise<RecordMetadata>((resolve, reject) => {
        this.#backlog.push({ topic, input: record, resolve, reject });
        this.#admitBacklog();
      });
    } finally {
      this.#outstanding -= 1;
      if (this.#outstanding === 0) for (const resolve of this.#waitingForQuiet.splice(0)) resolve();
    }
  }

  /** Bytes of records that are on their way. */
  get bufferedBytes(): number {
    return this.#sender.bufferedBytes;
  }

  /** Resolves when everything sent so far is written or has failed. */
  async flush(): Promise<void> {
    if (this.#outstanding === 0) return;
    this.#sender.setFlushing(true);
    await new Promise<void>((resolve) => this.#waitingForQuiet.push(resolve));
    this.#sender.setFlushing(false);
  }

  /** Flushes and takes nothing more. The client stays open. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.flush();
    this.#sender.close();
  }

  #admitBacklog(): void {
    while (this.#sender.bufferedBytes < this.#bufferBytesMax) {
      const entry = this.#backlog.shift();
      if (entry === undefined) return;
      this.#admit(entry);
    }
  }

  #admit(entry: Entry): void {
    const waiting = this.#waitingForTopic.get(entry.topic);
    if (waiting !== undefined) {
      waiting.push(entry);
      return;
    }
    const topic = this.#client.knownTopic(entry.topic);
    if (topic !== undefined) {
      this.#enqueue(topic, entry);
      return;
    }
    this.#waitingForTopic.set(entry.topic, [entry]);
    void this.#loadTopic(entry.topic);
  }

  /** Never rejects: a failure is that of the records that wait for the topic. */
  async #loadTopic(name: string): Promise<void> {
    const takeWaiting = (): Entry[] => {
      const waiting = this.#waitingForTopic.get(name) ?? [];
      this.#waitingForTopic.delete(name);
      return waiting;
    };
    try {
      const topic = await this.#client.topic(name, { allowAutoTopicCreation: this.#allowAutoTopicCreation });
      for (const entry of takeWaiting()) this.#enqueue(topic, entry);
    } catch (error) {
      for (const entry of takeWaiting()) entry.reject(error);
    }
  }

  #enqueue(topic: TopicMetadata, { input, resolve, reject }: Entry): void {
    const { partition: wanted, ...rest } = input;
    const record: RecordInput = { ...rest, timestampMs: rest.timestampMs ?? this.#client.clock.nowMs() };
    const partition = wanted ?? this.#partitioner.partitionFor(topic, record.key);
    const count = topic.partitions.length;
    if (partition < 0 || partition >= count) {
      const sentence = `The topic ${topic.name} has ${count} partitions; ${partition} is none of them.`;
      reject(new KafkaError('UNKNOWN_TOPIC_OR_PARTITION', sentence));
      return;
    }
    const isAnotherBatch = this.#sender.add(topic.name, partition, { record, sizeBytes: sizeInBatch(record), resolve, reject });
    if (isAnotherBatch && record.key === null) this.#partitioner.onBatchFull(topic, partition);
  }
}

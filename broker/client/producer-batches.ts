import type { CompressionName } from '../protocol/records/batch-header';
import { encodeBatch, recordSizeBytes, type RecordInput } from '../protocol/records/encode-batch';

/** Sequence numbers wrap from 2^31 − 1 to 0. */
const sequenceModulus = 2 ** 31;

/** Where a record went; the offset is -1 with acks=0. */
export interface RecordMetadata {
  topic: string;
  partition: number;
  offset: number;
  timestampMs: number;
}

export interface ProducerIdentity {
  producerId: number;
  producerEpoch: number;
}

export interface PendingRecord {
  record: RecordInput;
  sizeBytes: number;
  resolve: (metadata: RecordMetadata) => void;
  reject: (error: Error) => void;
}

/** Records that travel together. Once sent, neither they nor their sequence numbers change: a retry is the same bytes. */
export interface ProducerBatch {
  readonly records: PendingRecord[];
  sizeBytes: number;
  readonly createdMs: number;
  attempts: number;
  /** An attempt may have been written without our knowing. */
  mayBeWritten: boolean;
  encoded: Buffer | undefined;
}

/**
 * The records on their way to one partition: batches in order, at most one in flight. That one is sent again until it is
 * written or given up, so order and sequence numbers cannot break.
 */
export class PartitionQueue {
  readonly topic: string;
  readonly partition: number;
  readonly #batches: ProducerBatch[] = [];
  inFlight: ProducerBatch | undefined;
  /** Nothing is sent before this time: the pause before a retry. */
  notBeforeMs = 0;
  /** Under which id this partition's sequence numbers count; undefined before the first batch and after a doubt. */
  identity: ProducerIdentity | undefined;
  #nextSequence = 0;

  constructor(topic: string, partition: number) {
    this.topic = topic;
    this.partition = partition;
  }

  get isEmpty(): boolean {
    return this.#batches.length === 0;
  }

  /** Adds to the last batch or begins another. Returns whether a new batch was begun. */
  add(pending: PendingRecord, batchBytesMax: number, nowMs: number): boolean {
    const last = this.#batches.at(-1);
    const isOpen = last !== undefined && last !== this.inFlight && last.encoded === undefined;
    if (isOpen && last.sizeBytes + pending.sizeBytes <= batchBytesMax) {
      last.records.push(pending);
      last.sizeBytes += pending.sizeBytes;
      return false;
    }
    const batch = { records: [pending], sizeBytes: pending.sizeBytes, createdMs: nowMs, attempts: 0, mayBeWritten: false };
    this.#batches.push({ ...batch, encoded: undefined });
    return true;
  }

  /** The batch to send next, however young it is. */
  get head(): ProducerBatch | undefined {
    return this.#batches[0];
  }

  /** When the head may be sent: at once if it is full, has another behind it, or is a retry whose pause is over. */
  readyAtMs(lingerMs: number, batchBytesMax: number): number {
    const { head } = this;
    if (head === undefined) return Number.POSITIVE_INFINITY;
    const isComplete = head.attempts > 0 || this.#batches.length > 1 || head.sizeBytes >= batchBytesMax;
    return Math.max(this.notBeforeMs, isComplete ? 0 : head.createdMs + lingerMs);
  }

  /** The head's bytes, with the partition's next sequence numbers the first time. */
  encode(head: ProducerBatch, compression: CompressionName): Buffer {
    if (head.encoded !== undefined) return head.encoded;
    const sequence = this.identity === undefined ? {} : { ...this.identity, baseSequence: this.#nextSequence };
    head.encoded = encodeBatch(
      head.records.map(({ record }) => record),
      { compression, ...sequence },
    );
    this.#nextSequence = (this.#nextSequence + head.records.length) % sequenceModulus;
    return head.encoded;
  }

  /** The head is done, written or not. */
  dropHead(): void {
    this.#batches.shift();
    this.notBeforeMs = 0;
  }

  /** The head was certainly not written: its sequence numbers are free again. */
  takeSequenceBack(head: ProducerBatch): void {
    if (head.encoded === undefined) return;
    this.#nextSequence = (this.#nextSequence - head.records.length + sequenceModulus) % sequenceModulus;
    head.encoded = undefined;
  }

  /** Starts over under a new producer id: what the broker knows of the old one no longer fits. */
  forgetIdentity(head: ProducerBatch): void {
    this.identity = undefined;
    this.#nextSequence = 0;
    head.encoded = undefined;
  }

  /** A batch the broker finds too large goes as two halves. */
  splitHead(head: ProducerBatch): void {
    const middle = Math.ceil(head.records.length / 2);
    const halves = [head.records.slice(0, middle), head.records.slice(middle)].map((records) => ({
      records,
      sizeBytes: records.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      createdMs: head.createdMs,
      attempts: 1,
      mayBeWritten: false,
      encoded: undefined,
    }));
    this.#batches.splice(0, 1, ...halves);
  }
}

/** Upper bound of what a record adds to a batch. */
export function sizeInBatch(record: RecordInput): number {
  return recordSizeBytes(record, 0x7fff_ffff, 0xff_ffff);
}

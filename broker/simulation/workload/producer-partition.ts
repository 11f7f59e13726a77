import type { CompressionName } from '../../protocol/records/batch-header';
import { encodeBatch, type RecordInput } from '../../protocol/records/encode-batch';
import type { SentRecord } from './history';

export interface ProducerIdentity {
  readonly producerId: number;
  readonly producerEpoch: number;
}

/** Records that travel together. Once it has a sequence number it stays as it is: a retry is the same bytes. */
export interface ModelBatch {
  readonly records: readonly SentRecord[];
  readonly inputs: readonly RecordInput[];
  readonly createdMs: number;
  sequence: number;
  encoded: Buffer | undefined;
  attempts: number;
  notBeforeMs: number;
}

/** The Java producer's rules for the batches of one partition: up to five in flight, and still in order if idempotent. */
export class ProducerPartition {
  readonly topic: string;
  readonly partition: number;
  /** What is to be sent; what is to be sent again comes first, in the order of its sequence numbers. */
  readonly waiting: ModelBatch[] = [];
  readonly inFlight: ModelBatch[] = [];
  identity: ProducerIdentity | undefined;
  /** Sequence numbers were lost: what is in flight comes to its end, then another identity is taken. */
  mustRenew = false;
  #nextSequence = 0;
  /** The sequence number behind the last batch that was acknowledged under the present identity. */
  #ackedSequence = -1;
  readonly #inFlightMax: number;

  constructor(topic: string, partition: number, inFlightMax: number) {
    this.topic = topic;
    this.partition = partition;
    this.#inFlightMax = inFlightMax;
  }

  /** The batch that may go now. */
  sendable(nowMs: number): ModelBatch | undefined {
    const [head] = this.waiting;
    if (head === undefined || head.notBeforeMs > nowMs || this.inFlight.length >= this.#inFlightMax || this.mustRenew)
      return undefined;
    // One that is sent again waits until nothing before it is open.
    if (head.sequence >= 0 && this.inFlight.some(({ sequence }) => sequence < head.sequence)) return undefined;
    return head;
  }

  /** Moves the batch into flight and gives its bytes. */
  take(batch: ModelBatch, compression: CompressionName): Buffer {
    this.waiting.splice(this.waiting.indexOf(batch), 1);
    this.inFlight.push(batch);
    batch.attempts += 1;
    for (const record of batch.records) record.attempts += 1;
    if (batch.encoded !== undefined) return batch.encoded;
    const { identity } = this;
    if (identity !== undefined) {
      batch.sequence = this.#nextSequence;
      this.#nextSequence += batch.records.length;
      for (const record of batch.records) record.session = `${identity.producerId}/${identity.producerEpoch}`;
    }
    const sequence = identity === undefined ? {} : { ...identity, baseSequence: batch.sequence };
    batch.encoded = encodeBatch(batch.inputs, { compression, ...sequence });
    return batch.encoded;
  }

  landed(batch: ModelBatch): void {
    const at = this.inFlight.indexOf(batch);
    if (at >= 0) this.inFlight.splice(at, 1);
  }

  acked(batch: ModelBatch): void {
    if (batch.sequence >= 0) this.#ackedSequence = batch.sequence + batch.records.length;
  }

  /** The broker acknowledged everything up to this batch: it has no reason to miss anything. */
  followsAcked({ sequence }: ModelBatch): boolean {
    return sequence === this.#ackedSequence;
  }

  /** Nothing with a smaller sequence number is still open. */
  isNext(batch: ModelBatch): boolean {
    const isBefore = ({ sequence }: ModelBatch): boolean => sequence >= 0 && sequence < batch.sequence;
    return !this.inFlight.some(isBefore) && !this.waiting.some(isBefore);
  }

  retryAt(batch: ModelBatch, notBeforeMs: number): void {
    batch.notBeforeMs = notBeforeMs;
    if (batch.sequence < 0) {
      this.waiting.unshift(batch);
      return;
    }
    const at = this.waiting.findIndex(({ sequence }) => sequence < 0 || sequence > batch.sequence);
    this.waiting.splice(at < 0 ? this.waiting.length : at, 0, batch);
  }

  /** Batches that had a sequence number under the identity that is over; they cannot be sent again under another. */
  takeBroken(): ModelBatch[] {
    const broken = this.waiting.filter(({ sequence }) => sequence >= 0);
    for (const batch of broken) this.waiting.splice(this.waiting.indexOf(batch), 1);
    return broken;
  }

  forgetIdentity(): void {
    this.identity = undefined;
    this.mustRenew = false;
    this.#nextSequence = 0;
    this.#ackedSequence = -1;
  }
}

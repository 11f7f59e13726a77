import { KafkaError } from '../protocol/kafka-error';
import { batchHeader } from '../protocol/records/batch-header';
import {
  lastSequenceOf,
  nextSequence,
  sequenceAfter,
  withBatch,
  type ProducerBatch,
  type ProducerStateEntry,
} from './producer-state-entry';

/** What a batch says about its producer. */
interface ProducerFields {
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly firstSequence: number;
  readonly lastSequence: number;
}

export function producerFieldsOf(buffer: Buffer, at: number): ProducerFields | undefined {
  const producerId = batchHeader.producerId(buffer, at);
  if (producerId < 0) return undefined;
  const firstSequence = batchHeader.baseSequence(buffer, at);
  return {
    producerId,
    producerEpoch: batchHeader.producerEpoch(buffer, at),
    firstSequence,
    lastSequence: firstSequence < 0 ? -1 : sequenceAfter(firstSequence, batchHeader.lastOffsetDelta(buffer, at)),
  };
}

/**
 * Knows the last batches of each idempotent producer, so that a repeat is recognised and a gap refused (KIP-98).
 * A group of appends that is not yet on disk is staged: it counts for the checks of those behind it, and becomes state
 * with commit() or is forgotten with discard().
 */
export class ProducerStateManager {
  readonly #expirationMs: number;
  #entries = new Map<number, ProducerStateEntry>();
  #staged = new Map<number, ProducerStateEntry>();

  constructor(options: { expirationMs: number }) {
    this.#expirationMs = options.expirationMs;
  }

  get entries(): readonly ProducerStateEntry[] {
    return [...this.#entries.values()];
  }

  get count(): number {
    return this.#entries.size;
  }

  load(entries: readonly ProducerStateEntry[]): void {
    this.#entries = new Map(entries.map((entry) => [entry.producerId, entry]));
    this.#staged.clear();
  }

  /** The batch already written with this producer's sequence numbers, if it is one of the last. */
  findDuplicate(buffer: Buffer, at: number): ProducerBatch | undefined {
    const fields = producerFieldsOf(buffer, at);
    if (fields === undefined || fields.firstSequence < 0) return undefined;
    const entry = this.#latest(fields.producerId);
    if (entry?.producerEpoch !== fields.producerEpoch) return undefined;
    return entry.batches.find(
      (batch) => batch.firstSequence === fields.firstSequence && batch.lastSequence === fields.lastSequence,
    );
  }

  /** Throws what a leader answers a batch that does not follow the producer's last one. */
  check(buffer: Buffer, at: number): void {
    const fields = producerFieldsOf(buffer, at);
    if (fields === undefined) return;
    const entry = this.#latest(fields.producerId);
    if (entry === undefined) return;
    const { producerId, producerEpoch, firstSequence } = fields;
    if (producerEpoch < entry.producerEpoch) {
      throw new KafkaError(
        'INVALID_PRODUCER_EPOCH',
        `Producer ${producerId} has epoch ${entry.producerEpoch}; epoch ${producerEpoch} is over.`,
      );
    }
    if (entry.producerEpoch < 0) return;
    const expected = producerEpoch > entry.producerEpoch ? 0 : nextSequence(lastSequenceOf(entry));
    if (firstSequence === expected) return;
    throw new KafkaError(
      'OUT_OF_ORDER_SEQUENCE_NUMBER',
      `Producer ${producerId} sent sequence ${firstSequence} where ${expected} was expected.`,
    );
  }

  /** Counts the batch, whose offsets are set, as written once commit() is called. */
  stage(buffer: Buffer, at: number): void {
    const entry = this.#entryWith(buffer, at);
    if (entry !== undefined) this.#staged.set(entry.producerId, entry);
  }

  commit(): void {
    for (const [producerId, entry] of this.#staged) this.#entries.set(producerId, entry);
    this.#staged.clear();
  }

  discard(): void {
    this.#staged.clear();
  }

  /** Counts a batch that is in the log already. */
  replay(buffer: Buffer, at: number): void {
    const entry = this.#entryWith(buffer, at);
    if (entry !== undefined) this.#entries.set(entry.producerId, entry);
  }

  removeExpired(nowMs: number): number {
    let removed = 0;
    for (const [producerId, entry] of this.#entries) {
      if (entry.currentTxnFirstOffset >= 0 || nowMs - entry.lastTimestampMs < this.#expirationMs) continue;
      this.#entries.delete(producerId);
      removed += 1;
    }
    return removed;
  }

  #latest(producerId: number): ProducerStateEntry | undefined {
    return this.#staged.get(producerId) ?? this.#entries.get(producerId);
  }

  #entryWith(buffer: Buffer, at: number): ProducerStateEntry | undefined {
    const fields = producerFieldsOf(buffer, at);
    if (fields === undefined || batchHeader.isControl(buffer, at)) return undefined;
    return withBatch(this.#latest(fields.producerId), fields, {
      firstSequence: fields.firstSequence,
      lastSequence: fields.lastSequence,
      firstOffset: batchHeader.baseOffset(buffer, at),
      lastOffset: batchHeader.lastOffset(buffer, at),
      timestampMs: batchHeader.maxTimestamp(buffer, at),
    });
  }
}

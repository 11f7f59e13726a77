/** One batch a producer wrote: what a repeat of it is recognised by. */
export interface ProducerBatch {
  readonly firstSequence: number;
  readonly lastSequence: number;
  readonly firstOffset: number;
  readonly lastOffset: number;
  readonly timestampMs: number;
}

/** Batches remembered per producer: as many as an idempotent producer may have in flight. */
export const producerBatchesMax = 5;

const sequenceMax = 0x7fff_ffff;

export function nextSequence(sequence: number): number {
  return sequence === sequenceMax ? 0 : sequence + 1;
}

/** The sequence `count` steps after `sequence`; 2^31 − 1 is followed by 0. */
export function sequenceAfter(sequence: number, count: number): number {
  return (sequence + count) % (sequenceMax + 1);
}

/** What a log knows about one idempotent producer. Never changed in place: a new batch makes a new entry. */
export interface ProducerStateEntry {
  readonly producerId: number;
  readonly producerEpoch: number;
  /** Oldest first, at most `producerBatchesMax`. */
  readonly batches: readonly ProducerBatch[];
  readonly lastTimestampMs: number;
  readonly coordinatorEpoch: number;
  /** First offset of the open transaction; −1 when there is none. */
  readonly currentTxnFirstOffset: number;
}

/** −1 when no batch is known. */
export function lastSequenceOf(entry: ProducerStateEntry): number {
  return entry.batches.at(-1)?.lastSequence ?? -1;
}

export function withBatch(
  entry: ProducerStateEntry | undefined,
  producer: { producerId: number; producerEpoch: number },
  batch: ProducerBatch,
): ProducerStateEntry {
  const sameEpoch = entry?.producerEpoch === producer.producerEpoch;
  const before = entry !== undefined && sameEpoch ? entry.batches.slice(-(producerBatchesMax - 1)) : [];
  return {
    producerId: producer.producerId,
    producerEpoch: producer.producerEpoch,
    batches: [...before, batch],
    lastTimestampMs: batch.timestampMs,
    coordinatorEpoch: entry?.coordinatorEpoch ?? -1,
    currentTxnFirstOffset: entry?.currentTxnFirstOffset ?? -1,
  };
}

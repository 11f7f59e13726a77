import { KafkaError } from '../protocol/kafka-error';
import { batchHeader } from '../protocol/records/batch-header';
import { batchesIn } from '../protocol/records/batches';
import { decodeBatch, type DecodedRecord } from '../protocol/records/decode-batch';

export interface AbortedTransaction {
  producerId: number;
  firstOffset: number;
}

const abortMarkerType = 0;

/** The offset behind the last whole batch; undefined when there is no whole batch. */
export function endOffsetOf(records: Buffer): number | undefined {
  let end: number | undefined;
  for (const { at } of batchesIn(records)) end = batchHeader.lastOffset(records, at) + 1;
  return end;
}

/** Whether the control batch at `at` aborts a transaction. */
function isAbort(records: Buffer, at: number): boolean {
  for (const { key } of decodeBatch(records, at))
    return key !== null && key.length >= 4 && key.readInt16BE(2) === abortMarkerType;
  return false;
}

/**
 * The records of a fetched buffer from `fromOffset` on, without control records and, under read_committed, without those
 * of aborted transactions. A batch starts before the offset asked for when that lies inside it.
 */
export function* recordsFrom(
  records: Buffer,
  fromOffset: number,
  aborted: readonly AbortedTransaction[] | null,
): Generator<DecodedRecord, void> {
  const coming = [...(aborted ?? [])].sort((a, b) => a.firstOffset - b.firstOffset);
  const abortedNow = new Set<number>();
  for (const { at } of batchesIn(records)) {
    if (batchHeader.computeCrc(records, at) !== batchHeader.crc(records, at)) {
      throw new KafkaError(
        'CORRUPT_MESSAGE',
        `The batch at offset ${batchHeader.baseOffset(records, at)} does not match its CRC.`,
      );
    }
    const lastOffset = batchHeader.lastOffset(records, at);
    for (let [next] = coming; next !== undefined && next.firstOffset <= lastOffset; [next] = coming) {
      abortedNow.add(next.producerId);
      coming.shift();
    }
    const producerId = batchHeader.producerId(records, at);
    if (batchHeader.isControl(records, at)) {
      if (isAbort(records, at)) abortedNow.delete(producerId);
      continue;
    }
    if (batchHeader.isTransactional(records, at) && abortedNow.has(producerId)) continue;
    for (const record of decodeBatch(records, at)) if (record.offset >= fromOffset) yield record;
  }
}

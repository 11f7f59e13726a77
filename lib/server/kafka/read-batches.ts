import { CodecError } from '@/broker/protocol/primitives/codec-error';
import { batchHeader } from '@/broker/protocol/records/batch-header';
import { batchesIn } from '@/broker/protocol/records/batches';
import { decodeBatch } from '@/broker/protocol/records/decode-batch';
import type { WalkItem } from '../records/partition-walk';
import type { RecordFilter } from '../records/record-filter';
import { askingBatches } from './asking-batches';
import type { ReadBatch } from './read-batch';
import { batchFactsOf, type ReadRecord } from '../records/record-row';
import type { FetchedPartition, Isolation } from './fetch';

export interface ReadRules {
  readonly isolation: Isolation;
  readonly filter: RecordFilter | undefined;
  /** Control records are the log's own; a page leaves them out. */
  readonly control: boolean;
  /** What one batch may inflate to; a larger one is corrupt. */
  readonly decompressedBytesMax?: number;
  /** Told of a batch whose bytes are not what they should be; its records are passed over. */
  onCorrupt(partition: number, offset: number, error: CodecError): void;
  onTransactional(): void;
}

/** The whole batches of a fetched partition, in order. Bytes that are no batch end it and are reported. */
export function readBatches(fetched: FetchedPartition, rules: ReadRules): readonly ReadBatch[] {
  const batches: ReadBatch[] = [];
  const aborts = new AbortedTransactions(fetched.aborted);
  const { records, partition } = fetched;
  try {
    for (const { at, sizeBytes } of batchesIn(records)) {
      const isAborted = aborts.holds(records, at);
      if (batchHeader.isTransactional(records, at)) rules.onTransactional();
      const skipped =
        (isAborted && rules.isolation === 'read_committed') || (batchHeader.isControl(records, at) && !rules.control);
      batches.push(new FetchedBatch(records, at, sizeBytes, () => (skipped ? [] : decodeItems(records, at, partition, rules))));
    }
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    rules.onCorrupt(partition, (batches.at(-1)?.lastOffset ?? -1) + 1, error);
  }
  return rules.filter?.kind === 'asking' ? askingBatches(batches, rules.filter.select) : batches;
}

class FetchedBatch implements ReadBatch {
  readonly baseOffset: number;
  readonly lastOffset: number;
  readonly sizeBytes: number;
  readonly recordCount: number;
  heldBytes = 0;
  readonly #decode: () => readonly SizedItem[];

  constructor(records: Buffer, at: number, sizeBytes: number, decode: () => readonly SizedItem[]) {
    this.baseOffset = batchHeader.baseOffset(records, at);
    this.lastOffset = batchHeader.lastOffset(records, at);
    this.sizeBytes = sizeBytes;
    this.recordCount = batchHeader.recordCount(records, at);
    this.#decode = decode;
  }

  decode(): readonly WalkItem<ReadRecord>[] {
    const items = this.#decode();
    this.heldBytes = items.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    return items;
  }
}

interface SizedItem extends WalkItem<ReadRecord> {
  /** Of the record, inflated. */
  readonly sizeBytes: number;
}

function decodeItems(records: Buffer, at: number, partition: number, rules: ReadRules): readonly SizedItem[] {
  const items: SizedItem[] = [];
  try {
    if (batchHeader.computeCrc(records, at) !== batchHeader.crc(records, at)) throw new CodecError('CRC does not match', at);
    const batch = batchFactsOf(records, at);
    const isLogAppendTime = batchHeader.isLogAppendTime(records, at);
    const { decompressedBytesMax } = rules;
    const limits = decompressedBytesMax === undefined ? {} : { decompressedBytesMax };
    for (const record of decodeBatch(records, at, limits)) {
      const matches = rules.filter?.kind !== 'quick' || rules.filter.matches(record);
      const value = matches ? { partition, record, batch, isLogAppendTime } : undefined;
      items.push({ offset: record.offset, timestampMs: Number(record.timestamp), value, sizeBytes: record.sizeBytes });
    }
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    rules.onCorrupt(partition, batchHeader.baseOffset(records, at), error);
  }
  return items;
}

/** Which batches of one fetch belong to aborted transactions, asked in log order. */
class AbortedTransactions {
  readonly #pending: { producerId: number; firstOffset: number }[];
  readonly #open = new Set<number>();

  constructor(aborted: FetchedPartition['aborted']) {
    this.#pending = aborted.toSorted((a, b) => a.firstOffset - b.firstOffset);
  }

  holds(records: Buffer, at: number): boolean {
    const lastOffset = batchHeader.lastOffset(records, at);
    while (this.#pending[0] !== undefined && this.#pending[0].firstOffset <= lastOffset) {
      this.#open.add(this.#pending[0].producerId);
      this.#pending.shift();
    }
    const producerId = batchHeader.producerId(records, at);
    if (!batchHeader.isTransactional(records, at) || !this.#open.has(producerId)) return false;
    if (batchHeader.isControl(records, at)) this.#open.delete(producerId);
    return true;
  }
}

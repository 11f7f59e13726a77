import type { WalkBatch } from '../records/partition-walk';
import type { ReadRecord } from '../records/record-row';

/** What one batch of a fetch holds, found without decompressing it. */
export interface ReadBatch extends WalkBatch<ReadRecord> {
  readonly baseOffset: number;
  readonly lastOffset: number;
  readonly sizeBytes: number;
  readonly recordCount: number;
}

import { KafkaError } from '../protocol/kafka-error';
import { batchHeader } from '../protocol/records/batch-header';
import type { LeaderEpochCache } from './leader-epoch-cache';
import type { LocalLog } from './local-log';
import type { LogBounds } from './log-bounds';
import { findByTimestamp, findMaxTimestamp, type TimedOffset } from './log-lookup';
import type { OffsetAndTimestamp } from './offset-and-timestamp';
import { toStorageError } from './storage-error';
import type { ReadOptions } from './unified-log-options';

interface LogReaderOptions {
  readonly local: LocalLog;
  readonly epochs: LeaderEpochCache;
  readonly bounds: LogBounds;
  /** Throws when the log may not be read. */
  readonly assertUsable: () => void;
}

/** Reads of a log and lookups in it. They do not queue: one that saw bytes that were cut or removed meanwhile looks again. */
export class LogReader {
  readonly #log: LogReaderOptions;

  constructor(options: LogReaderOptions) {
    this.#log = options;
  }

  /** Whole batches from the one that holds `startOffset` on; none beyond `maxOffsetExclusive`. */
  async read(options: ReadOptions): Promise<{ records: Buffer; startOffsetOfRecords: number }> {
    const { local, bounds } = this.#log;
    const records = await this.#look('Reading the log', () => {
      const { startOffset } = options;
      const { logStartOffset } = bounds;
      if (startOffset < logStartOffset || startOffset > local.nextOffset) {
        const range = `${logStartOffset} to ${local.nextOffset}`;
        throw new KafkaError('OFFSET_OUT_OF_RANGE', `Offset ${startOffset} is outside the log's range ${range}.`);
      }
      const maxOffsetExclusive = Math.min(options.maxOffsetExclusive, local.nextOffset);
      if (startOffset >= maxOffsetExclusive) return Promise.resolve(Buffer.alloc(0));
      return local.read({ ...options, maxOffsetExclusive });
    });
    return { records, startOffsetOfRecords: records.length === 0 ? options.startOffset : batchHeader.baseOffset(records, 0) };
  }

  /** The first record whose timestamp is at or after the given one. */
  async offsetForTimestamp(timestampMs: number): Promise<OffsetAndTimestamp | undefined> {
    const { local, bounds } = this.#log;
    const find = () => findByTimestamp(local.segments.all, timestampMs, bounds.logStartOffset);
    return this.#withEpoch(await this.#look('Looking up a timestamp', find));
  }

  /** The first record with the largest timestamp. */
  async offsetOfMaxTimestamp(): Promise<OffsetAndTimestamp | undefined> {
    const { local, bounds } = this.#log;
    const find = () => findMaxTimestamp(local.segments.all, bounds.logStartOffset);
    return this.#withEpoch(await this.#look('Looking up a timestamp', find));
  }

  #withEpoch(found: TimedOffset | undefined): OffsetAndTimestamp | undefined {
    return found && { ...found, leaderEpoch: this.#log.epochs.epochFor(found.offset) };
  }

  async #look<T>(doing: string, look: () => Promise<T>): Promise<T> {
    const { local } = this.#log;
    for (;;) {
      this.#log.assertUsable();
      const { generation } = local;
      try {
        const seen = await look();
        if (generation === local.generation) return seen;
      } catch (error) {
        if (generation === local.generation) throw toStorageError(error, doing);
      }
    }
  }
}

import { CodecError } from '../protocol/primitives/codec-error';
import { KafkaError } from '../protocol/kafka-error';
import type { DecodedRecord } from '../protocol/records/decode-batch';
import { topicPartitionName } from '../protocol/topic-partition';
import { endOffsetOf, recordsFrom, type AbortedTransaction } from './fetched-records';
import type { StartPosition } from './list-offsets';

interface Chunk {
  records: Iterator<DecodedRecord, void>;
  sizeBytes: number;
  endOffset: number;
}

/** One partition a consumer reads: what was fetched and not yet taken, and where to go on. */
export class AssignedPartition {
  readonly topic: string;
  readonly partition: number;
  readonly #chunks: Chunk[] = [];
  /** The offset of the next record to take; -1 until it is known. */
  position = -1;
  /** The offset of the next fetch. */
  fetchOffset = -1;
  /** A position that must be looked up before anything can be fetched. */
  wanted: StartPosition | undefined;
  highWatermark = -1;
  bufferedBytes = 0;
  /** A lookup, a fetch or the pause after a failure is under way. */
  isBusy = false;
  failedAttempts = 0;
  /** Grows with each seek: what was asked for before it is thrown away. */
  generation = 0;

  constructor(topic: string, partition: number, start: StartPosition) {
    this.topic = topic;
    this.partition = partition;
    this.seek(start);
  }

  get name(): string {
    return topicPartitionName(this);
  }

  seek(position: StartPosition): void {
    this.#chunks.length = 0;
    this.bufferedBytes = 0;
    this.isBusy = false;
    this.generation += 1;
    this.wanted = typeof position === 'number' ? undefined : position;
    this.position = typeof position === 'number' ? position : -1;
    this.fetchOffset = this.position;
  }

  start(offset: number): void {
    this.wanted = undefined;
    this.position = offset;
    this.fetchOffset = offset;
  }

  add(records: Buffer, aborted: readonly AbortedTransaction[] | null): void {
    const endOffset = endOffsetOf(records);
    if (endOffset === undefined || endOffset <= this.fetchOffset) {
      throw new KafkaError(
        'CORRUPT_MESSAGE',
        `${this.name} answers a fetch at offset ${this.fetchOffset} without a whole batch.`,
      );
    }
    this.#chunks.push({ records: recordsFrom(records, this.fetchOffset, aborted), sizeBytes: records.length, endOffset });
    this.bufferedBytes += records.length;
    this.fetchOffset = endOffset;
  }

  /** The next record that was fetched, if any; the position moves behind it. */
  take(): DecodedRecord | undefined {
    for (let [chunk] = this.#chunks; chunk !== undefined; [chunk] = this.#chunks) {
      const next = this.#nextOf(chunk);
      if (next !== undefined) {
        this.position = next.offset + 1;
        return next;
      }
      this.position = chunk.endOffset;
      this.bufferedBytes -= chunk.sizeBytes;
      this.#chunks.shift();
    }
    return undefined;
  }

  #nextOf(chunk: Chunk): DecodedRecord | undefined {
    try {
      const next = chunk.records.next();
      return next.done === true ? undefined : next.value;
    } catch (error) {
      if (!(error instanceof CodecError) && !(error instanceof KafkaError)) throw error;
      throw new KafkaError('CORRUPT_MESSAGE', `${this.name} cannot be read at offset ${this.position}: ${error.message}`, {
        cause: error,
      });
    }
  }
}

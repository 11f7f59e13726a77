import type { Clock } from '../../platform/clock';
import type { Logger } from '../../platform/logger';
import type { SnapshotId } from '../../raft/raft-message';
import type { VoterSet } from '../../raft/voter-set';
import type { Delivered } from './commit-delivery';
import type { MetadataLogStore } from './metadata-log-store';
import { encodeSnapshot } from './snapshot-format';

interface SnapshotWriterOptions {
  readonly store: MetadataLogStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Bytes of the log after which a snapshot is written. */
  readonly bytesMax: number;
  /** Age at which one is written, when there is anything new. */
  readonly intervalMs: number;
  /** Values of records that make the metadata as it was just delivered. Called at that moment, read a little later. */
  readonly recordsOf: () => Iterable<Buffer>;
  readonly votersBefore: (endOffset: number) => VoterSet;
  readonly onWritten: (snapshots: { latest: SnapshotId; oldest: SnapshotId }) => void;
}

/** Writes a snapshot of the metadata now and then, while the log goes on. One that cannot be written is tried again with the next. */
export class SnapshotWriter {
  readonly #options: SnapshotWriterOptions;
  #bytes = 0;
  #lastMs: number;
  #writing: Promise<void> | undefined;

  constructor(options: SnapshotWriterOptions) {
    this.#options = options;
    this.#lastMs = options.clock.monotonicMs();
  }

  noteDelivered({ sizeBytes, endOffset, epoch, timestampMs }: Delivered): void {
    const { clock, bytesMax, intervalMs, recordsOf, votersBefore } = this.#options;
    this.#bytes += sizeBytes;
    const nowMs = clock.monotonicMs();
    const isDue = this.#bytes >= bytesMax || (intervalMs > 0 && nowMs - this.#lastMs >= intervalMs);
    if (!isDue || this.#writing !== undefined) return;
    this.#bytes = 0;
    this.#lastMs = nowMs;
    const content = { epoch, voters: votersBefore(endOffset), values: recordsOf(), timestampMs };
    this.#writing = this.#write({ endOffset, epoch }, encodeSnapshot(content)).finally(() => {
      this.#writing = undefined;
    });
  }

  async #write(id: SnapshotId, batches: Iterable<Buffer>): Promise<void> {
    const { store, logger, onWritten } = this.#options;
    try {
      await store.snapshots.write(id, batches);
      const written = await store.afterSnapshot();
      if (written !== undefined) onWritten(written);
    } catch (error) {
      logger.warn('A snapshot of the metadata could not be written.', { endOffset: id.endOffset, error: String(error) });
    }
  }

  /** Resolves when no snapshot is being written. */
  async settle(): Promise<void> {
    await this.#writing;
  }
}

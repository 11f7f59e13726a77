import type { LeaderAndEpoch, MetadataBatch, MetadataLogListener } from '../../metadata/metadata-log-listener';
import { batchHeader } from '../../protocol/records/batch-header';
import { batchesIn } from '../../protocol/records/batches';
import { decodeBatch } from '../../protocol/records/decode-batch';
import type { LoadedSnapshot, MetadataLogStore } from './metadata-log-store';

const deliveredBytesMax = 1024 * 1024;

/** A part of the log that the listener has taken. */
export interface Delivered {
  readonly sizeBytes: number;
  readonly endOffset: number;
  readonly epoch: number;
  readonly timestampMs: number;
}

interface CommitDeliveryOptions {
  readonly store: MetadataLogStore;
  /** What the listener begins with. */
  readonly snapshot: LoadedSnapshot | undefined;
  readonly onDelivered: (delivered: Delivered) => void;
  /** There is nothing more to deliver now. */
  readonly onIdle: () => void;
  /** The listener, or the log, failed: nothing is delivered any more. */
  readonly onFailure: (error: unknown) => void;
}

/** Tells the listener what is committed and who leads, one thing after the other. */
export class CommitDelivery {
  readonly #options: CommitDeliveryOptions;
  #listener: MetadataLogListener | undefined;
  #snapshot: LoadedSnapshot | undefined;
  #deliveredOffset = 0;
  #highWatermark = 0;
  #leader: { readonly state: LeaderAndEpoch; readonly afterOffset: number } | undefined;
  #running: Promise<void> | undefined;
  #isStopped = false;

  constructor(options: CommitDeliveryOptions) {
    this.#options = options;
    this.#snapshot = options.snapshot;
  }

  /** Whether the listener has taken everything before the offset, and knows who leads. */
  hasDelivered(endOffset: number): boolean {
    return this.#deliveredOffset >= endOffset && this.#leader === undefined;
  }

  /** Resolves when all that is known now was delivered. */
  async begin(listener: MetadataLogListener): Promise<void> {
    this.#listener = listener;
    await this.#run();
  }

  onHighWatermark(highWatermark: number): void {
    this.#highWatermark = highWatermark;
    void this.#run();
  }

  /** Told when everything before `afterOffset` was delivered; not at all when there is news of another leader first. */
  onLeader(state: LeaderAndEpoch, afterOffset: number): void {
    this.#leader = { state, afterOffset };
    void this.#run();
  }

  onSnapshot(snapshot: LoadedSnapshot): void {
    this.#snapshot = snapshot;
    void this.#run();
  }

  /** Resolves when nothing is being delivered. */
  async settle(): Promise<void> {
    await this.#running;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#running;
  }

  #run(): Promise<void> {
    const listener = this.#listener;
    if (listener === undefined) return Promise.resolve();
    this.#running ??= this.#deliverAll(listener).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** Never rejects. */
  async #deliverAll(listener: MetadataLogListener): Promise<void> {
    try {
      while (!this.#isStopped && (await this.#deliverNext(listener)));
      this.#options.onIdle();
    } catch (error) {
      this.#isStopped = true;
      this.#options.onFailure(error);
    }
  }

  /** False when there is nothing to deliver now. */
  async #deliverNext(listener: MetadataLogListener): Promise<boolean> {
    const snapshot = this.#snapshot;
    if (snapshot !== undefined) {
      this.#snapshot = undefined;
      await this.#deliverSnapshot(listener, snapshot);
      return true;
    }
    const leader = this.#leader;
    if (leader !== undefined && leader.afterOffset <= this.#deliveredOffset) {
      this.#leader = undefined;
      listener.onLeaderChange(leader.state);
      return true;
    }
    if (this.#deliveredOffset >= this.#highWatermark) return false;
    await this.#deliverBatches(listener);
    return true;
  }

  async #deliverSnapshot(listener: MetadataLogListener, { id, values }: LoadedSnapshot): Promise<void> {
    if (id.endOffset <= this.#deliveredOffset) return;
    await listener.onSnapshot({ endOffset: id.endOffset, epoch: id.epoch, values });
    this.#deliveredOffset = id.endOffset;
  }

  async #deliverBatches(listener: MetadataLogListener): Promise<void> {
    const records = await this.#options.store.read(this.#deliveredOffset, this.#highWatermark, deliveredBytesMax);
    const batches: MetadataBatch[] = [];
    let timestampMs = 0;
    for (const { at } of batchesIn(records)) {
      const epoch = batchHeader.partitionLeaderEpoch(records, at);
      batches.push({ lastOffset: batchHeader.lastOffset(records, at), epoch, values: valuesOf(records, at) });
      timestampMs = batchHeader.maxTimestamp(records, at);
    }
    const last = batches.at(-1);
    if (last === undefined) throw new Error(`the metadata log holds no batch at ${this.#deliveredOffset}`);
    await listener.onCommit(batches);
    this.#deliveredOffset = last.lastOffset + 1;
    const { epoch } = last;
    this.#options.onDelivered({ sizeBytes: records.length, endOffset: this.#deliveredOffset, epoch, timestampMs });
  }
}

function valuesOf(records: Buffer, at: number): Buffer[] {
  if (batchHeader.isControl(records, at)) return [];
  const values: Buffer[] = [];
  for (const { value } of decodeBatch(records, at)) if (value !== null) values.push(value);
  return values;
}

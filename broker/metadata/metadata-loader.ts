import { deltaBetween } from './delta-between';
import { emptyImage, wholeDelta } from './image-draft';
import type { MetadataImage } from './metadata-image';
import type { MetadataBatch, MetadataSnapshot } from './metadata-log-listener';
import { MetadataPublisher } from './metadata-publisher';
import { decodeMetadataRecord, type MetadataRecord } from './metadata-record';
import { replay } from './replay';

/** Records that may wait for a publication before the log is read no further. */
const unpublishedRecordsMax = 50_000;

/**
 * Turns the committed metadata log into images, on every broker. `image` follows the log at once; the publisher gets what
 * came while it was busy as one combined delta, so that a slow listener makes publications fewer and not later and later.
 */
export class MetadataLoader {
  readonly publisher: MetadataPublisher;
  /** Resolves, with the reason, when an image could not be published: the broker no longer follows the metadata. */
  readonly failed: Promise<Error>;
  #image: MetadataImage;
  #unpublished: MetadataRecord[] = [];
  #publishing: Promise<void> | undefined;
  #hasStarted = false;
  #waiters: { readonly offset: number; readonly resolve: () => void }[] = [];
  #reportFailure: (error: Error) => void = () => undefined;

  constructor(clusterId: string) {
    this.#image = emptyImage(clusterId);
    this.publisher = new MetadataPublisher(this.#image);
    this.failed = new Promise((resolve) => {
      this.#reportFailure = resolve;
    });
  }

  /** Everything delivered so far, published or not. */
  get image(): MetadataImage {
    return this.#image;
  }

  /** Resolves when the image is at or past the offset, published or not. */
  reached(offset: number): Promise<void> {
    if (this.#image.offset >= offset) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push({ offset, resolve }));
  }

  async onCommit(batches: readonly MetadataBatch[]): Promise<void> {
    const last = batches.at(-1);
    if (last === undefined) return;
    const records = batches.flatMap(({ values }) => values.map(decodeMetadataRecord));
    this.#image = replay(this.#image, records, { offset: last.lastOffset, epoch: last.epoch }).image;
    this.#wakeWaiters();
    if (!this.#hasStarted) return;
    for (const record of records) this.#unpublished.push(record);
    this.#publishing ??= this.#publishAll();
    if (this.#unpublished.length > unpublishedRecordsMax) await this.#publishing;
  }

  async onSnapshot({ endOffset, epoch, values }: MetadataSnapshot): Promise<void> {
    await this.#publishing;
    const empty = emptyImage(this.#image.clusterId);
    this.#image = replay(empty, values.map(decodeMetadataRecord), { offset: endOffset - 1, epoch }).image;
    this.#wakeWaiters();
    if (!this.#hasStarted) return;
    await this.publisher.publish(this.#image, deltaBetween(this.publisher.image, this.#image));
  }

  /** Begins to publish, with all that was loaded as one delta. Resolves when every listener has taken it. */
  async start(): Promise<void> {
    this.#hasStarted = true;
    const first = this.publisher.publish(this.#image, wholeDelta(this.#image));
    this.#publishing = first.then(() => this.#publishAll(), this.#fail);
    await first;
  }

  /** Never rejects. */
  async #publishAll(): Promise<void> {
    try {
      while (this.publisher.image.offset < this.#image.offset) {
        const records = this.#unpublished;
        this.#unpublished = [];
        const { offset, epoch } = this.#image;
        const { image, delta } = replay(this.publisher.image, records, { offset, epoch });
        await this.publisher.publish(image, delta);
      }
      this.#publishing = undefined;
    } catch (error) {
      this.#fail(error);
    }
  }

  #wakeWaiters(): void {
    const { offset } = this.#image;
    const ready = this.#waiters.filter((waiter) => waiter.offset <= offset);
    this.#waiters = this.#waiters.filter((waiter) => waiter.offset > offset);
    for (const { resolve } of ready) resolve();
  }

  readonly #fail = (error: unknown): void => {
    this.#reportFailure(error instanceof Error ? error : new Error(String(error)));
  };
}

import type { MetadataDelta } from './metadata-delta';
import type { MetadataImage } from './metadata-image';

type MetadataListener = (image: MetadataImage, delta: MetadataDelta) => Promise<void>;

interface Waiter {
  readonly offset: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Hands each committed image to the parts of the broker that live by it. Only the loader publishes. */
export class MetadataPublisher {
  readonly #listeners: MetadataListener[] = [];
  #image: MetadataImage;
  #takenOffset: number;
  #last: Promise<void> = Promise.resolve();
  #failure: { readonly error: unknown } | undefined;
  #waiters: Waiter[] = [];

  constructor(image: MetadataImage) {
    this.#image = image;
    this.#takenOffset = image.offset;
  }

  /** The newest image whose publication has begun. */
  get image(): MetadataImage {
    return this.#image;
  }

  /** Listeners are awaited one after the other in the order of subscription, images in the order of publication. */
  subscribe(listener: MetadataListener): void {
    this.#listeners.push(listener);
  }

  /** Resolves when every listener has taken an image at or past the offset; rejects when none will. */
  reached(offset: number): Promise<void> {
    if (this.#takenOffset >= offset) return Promise.resolve();
    return new Promise((resolve, reject) => {
      if (this.#failure === undefined) this.#waiters.push({ offset, resolve, reject });
      else reject(asError(this.#failure.error));
    });
  }

  /** Resolves when every listener has taken the image; rejects, as does every later call, when one failed. */
  publish(image: MetadataImage, delta: MetadataDelta): Promise<void> {
    this.#last = this.#last.then(() => this.#deliver(image, delta));
    return this.#last;
  }

  async #deliver(image: MetadataImage, delta: MetadataDelta): Promise<void> {
    this.#image = image;
    try {
      for (const listener of this.#listeners) await listener(image, delta);
    } catch (error) {
      this.#failure = { error };
      for (const { reject } of this.#waiters.splice(0)) reject(error);
      throw error;
    }
    this.#takenOffset = image.offset;
    const ready = this.#waiters.filter(({ offset }) => offset <= image.offset);
    this.#waiters = this.#waiters.filter(({ offset }) => offset > image.offset);
    for (const { resolve } of ready) resolve();
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

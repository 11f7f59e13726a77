import type { MetadataDelta } from './metadata-delta';
import type { MetadataImage } from './metadata-image';

type MetadataListener = (image: MetadataImage, delta: MetadataDelta) => Promise<void>;

/**
 * Hands each committed image to the parts of the broker that live by it. Only the controller publishes; it answers its
 * caller when every listener is through, so that a client that was told of a topic can use it.
 */
export class MetadataPublisher {
  readonly #listeners: MetadataListener[] = [];
  #image: MetadataImage;
  #last: Promise<void> = Promise.resolve();

  constructor(image: MetadataImage) {
    this.#image = image;
  }

  /** The newest image whose publication has begun. */
  get image(): MetadataImage {
    return this.#image;
  }

  /** Listeners are awaited one after the other in the order of subscription, images in the order of publication. */
  subscribe(listener: MetadataListener): void {
    this.#listeners.push(listener);
  }

  /** Resolves when every listener has taken the image; rejects, as does every later call, when one failed. */
  publish(image: MetadataImage, delta: MetadataDelta): Promise<void> {
    this.#last = this.#last.then(() => this.#deliver(image, delta));
    return this.#last;
  }

  async #deliver(image: MetadataImage, delta: MetadataDelta): Promise<void> {
    this.#image = image;
    for (const listener of this.#listeners) await listener(image, delta);
  }
}

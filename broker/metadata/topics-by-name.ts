import type { Uuid } from '../protocol/primitives/uuid';
import type { TopicImage } from './metadata-image';

/** The topics by name, looked up through their ids: a change of partitions leaves the names alone. */
export class TopicsByName implements ReadonlyMap<string, TopicImage> {
  readonly #idsByName: ReadonlyMap<string, Uuid>;
  readonly #topicsById: ReadonlyMap<Uuid, TopicImage>;

  constructor(idsByName: ReadonlyMap<string, Uuid>, topicsById: ReadonlyMap<Uuid, TopicImage>) {
    this.#idsByName = idsByName;
    this.#topicsById = topicsById;
  }

  get size(): number {
    return this.#idsByName.size;
  }

  get(name: string): TopicImage | undefined {
    const id = this.#idsByName.get(name);
    return id === undefined ? undefined : this.#topicsById.get(id);
  }

  has(name: string): boolean {
    return this.#idsByName.has(name);
  }

  *entries(): Generator<[string, TopicImage], undefined> {
    for (const topic of this.#topicsById.values()) yield [topic.name, topic];
    return undefined;
  }

  keys(): MapIterator<string> {
    return this.#idsByName.keys();
  }

  values(): MapIterator<TopicImage> {
    return this.#topicsById.values();
  }

  [Symbol.iterator](): Generator<[string, TopicImage], undefined> {
    return this.entries();
  }

  forEach(visit: (topic: TopicImage, name: string, map: ReadonlyMap<string, TopicImage>) => void): void {
    for (const [name, topic] of this) visit(topic, name, this);
  }
}

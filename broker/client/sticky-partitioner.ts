import type { Random } from '../platform/random';
import { partitionForKey } from '../protocol/records/murmur2';
import type { TopicMetadata } from './cluster-metadata';

/** Kafka's default choice: a key's hash; without a key one partition for a whole batch, then another. */
export class StickyPartitioner {
  readonly #random: Random;
  readonly #sticky = new Map<string, number>();

  constructor(random: Random) {
    this.#random = random;
  }

  partitionFor(topic: TopicMetadata, key: Buffer | null): number {
    if (key !== null) return partitionForKey(key, topic.partitions.length);
    const known = this.#sticky.get(topic.name);
    if (known !== undefined && known < topic.partitions.length) return known;
    return this.#choose(topic, undefined);
  }

  /** A batch was begun in the partition: the next one goes elsewhere. */
  onBatchFull(topic: TopicMetadata, partition: number): void {
    if (this.#sticky.get(topic.name) === partition) this.#choose(topic, partition);
  }

  #choose(topic: TopicMetadata, previous: number | undefined): number {
    const usable = topic.partitions.filter(({ leader, partition }) => leader >= 0 && partition !== previous);
    const candidates = usable.length > 0 ? usable : topic.partitions;
    const chosen = candidates[this.#random.integer(candidates.length)]?.partition ?? 0;
    this.#sticky.set(topic.name, chosen);
    return chosen;
  }
}

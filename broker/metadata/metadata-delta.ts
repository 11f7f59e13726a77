import type { ConfigResource, TopicImage } from './metadata-image';

/** What differs between an image and the one published before it. */
export interface MetadataDelta {
  readonly createdTopics: readonly TopicImage[];
  /** As they were. A topic deleted and created anew is in both lists, with two ids. */
  readonly deletedTopics: readonly TopicImage[];
  /** New and altered partitions of topics that were there before; `topic` is the new image. */
  readonly changedPartitions: readonly { readonly topic: TopicImage; readonly partition: number }[];
  readonly changedConfigs: readonly ConfigResource[];
  /** Registered, altered or removed. */
  readonly changedBrokers: readonly number[];
}

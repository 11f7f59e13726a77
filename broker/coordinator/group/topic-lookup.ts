import type { Uuid } from '../../protocol/primitives/uuid';

/** What group requests need to know of topics; the server answers it from the metadata image. */
export interface TopicLookup {
  /** Undefined when no topic has the id. */
  nameOf(topicId: Uuid): string | undefined;
  /** Undefined when there is no such topic. */
  idOf(topic: string): Uuid | undefined;
  /** 0 when there is no such topic. */
  partitionCountOf(topic: string): number;
}

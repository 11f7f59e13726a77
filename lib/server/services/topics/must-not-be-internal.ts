import type { TopicMetadata } from '../../kafka/cluster-metadata';
import { ServiceError } from '../../service-error';

/** Kafka's own topics break when their partitions or records change under it. */
export function mustNotBeInternal(topic: TopicMetadata): void {
  if (!topic.internal) return;
  throw new ServiceError('TOPIC_INTERNAL', `${topic.name} is one of Kafka's own topics.`, { details: { topic: topic.name } });
}

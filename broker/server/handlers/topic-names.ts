import type { MetadataImage } from '../../metadata/metadata-image';
import { KafkaError } from '../../protocol/kafka-error';
import { zeroUuid, type Uuid } from '../../protocol/primitives/uuid';

/** The name of a topic that newer request versions give by id (KIP-516); throws UNKNOWN_TOPIC_ID when no topic has it. */
export function topicNameOf(image: MetadataImage, topic: { readonly name: string; readonly topicId: Uuid }): string {
  if (topic.topicId === zeroUuid && topic.name !== '') return topic.name;
  const known = image.topicsById.get(topic.topicId);
  if (known === undefined) throw new KafkaError('UNKNOWN_TOPIC_ID', `No topic has the id ${topic.topicId}.`);
  return known.name;
}

import type { TopicLookup } from '../../coordinator/group/topic-lookup';
import type { MetadataImage } from '../../metadata/metadata-image';

/** The topics of one image, as group requests ask for them. */
export function imageTopicLookup(image: MetadataImage): TopicLookup {
  return {
    nameOf: (topicId) => image.topicsById.get(topicId)?.name,
    idOf: (topic) => image.topicsByName.get(topic)?.id,
    partitionCountOf: (topic) => image.topicsByName.get(topic)?.partitions.length ?? 0,
  };
}

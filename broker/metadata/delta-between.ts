import { wholeDelta } from './image-draft';
import type { MetadataDelta } from './metadata-delta';
import type { MetadataImage, TopicImage } from './metadata-image';

/** What differs between two images of one cluster when the records between them are not at hand. Configs count as changed. */
export function deltaBetween(before: MetadataImage, after: MetadataImage): MetadataDelta {
  const [old, whole] = [wholeDelta(before), wholeDelta(after)];
  const changedPartitions: { topic: TopicImage; partition: number }[] = [];
  for (const topic of after.topicsById.values()) {
    const known = before.topicsById.get(topic.id);
    if (known === undefined) continue;
    topic.partitions.forEach(({ partitionEpoch }, partition) => {
      if (known.partitions[partition]?.partitionEpoch !== partitionEpoch) changedPartitions.push({ topic, partition });
    });
  }
  const resources = new Map(
    [...old.changedConfigs, ...whole.changedConfigs].map((resource) => [JSON.stringify(resource), resource]),
  );
  return {
    createdTopics: whole.createdTopics.filter(({ id }) => !before.topicsById.has(id)),
    deletedTopics: old.createdTopics.filter(({ id }) => !after.topicsById.has(id)),
    changedPartitions,
    changedConfigs: [...resources.values()],
    changedBrokers: [...new Set([...old.changedBrokers, ...whole.changedBrokers])],
  };
}

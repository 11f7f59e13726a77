import type { ConfigResource, MetadataImage, TopicImage } from '../metadata/metadata-image';
import type { MetadataRecordInput } from '../metadata/metadata-record';
import type { ControllerState } from './controller-result';
import { changePartition } from './partition-changes';
import { replicationRules, type ReplicationRules } from './replication-rules';

/**
 * What other properties of a resource mean for partitions that are short of replicas: with a smaller min.insync.replicas
 * the leader commits without those that were eligible, so they no longer are; with unclean election allowed, somebody leads.
 */
export function partitionsUnderConfig(
  state: ControllerState,
  resource: ConfigResource,
  texts: ReadonlyMap<string, string>,
): MetadataRecordInput[] {
  const records: MetadataRecordInput[] = [];
  for (const { topic, rules } of topicsUnder(state, resource, texts)) {
    topic.partitions.forEach((partition, partitionId) => {
      const { leader, eligibleLeaderReplicas, lastKnownElr } = partition;
      if (leader !== -1 && eligibleLeaderReplicas.length + lastKnownElr.length === 0) return;
      const changed = changePartition(state, { topic, partitionId, partition }, { rules });
      if (changed !== undefined) records.push(changed.record);
    });
  }
  return records;
}

function* topicsUnder(
  { image, config }: ControllerState,
  resource: ConfigResource,
  texts: ReadonlyMap<string, string>,
): Generator<{ topic: TopicImage; rules: ReplicationRules }, undefined> {
  if (resource.type === 'topic') {
    const topic = image.topicsByName.get(resource.name);
    if (topic !== undefined) yield { topic, rules: replicationRules(config, texts) };
  } else if (resource.name === '') {
    const withDefaults = config.withDynamic(texts, ownTexts(image, config.values['node.id']));
    for (const topic of image.topicsById.values()) {
      yield { topic, rules: replicationRules(withDefaults, image.configs({ type: 'topic', name: topic.name })) };
    }
  }
  return undefined;
}

function ownTexts(image: MetadataImage, nodeId: number): ReadonlyMap<string, string> {
  return image.configs({ type: 'broker', name: String(nodeId) });
}

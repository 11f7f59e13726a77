import type { MetadataImage, PartitionImage, TopicImage } from '../metadata/metadata-image';
import type { MetadataRecordInput } from '../metadata/metadata-record';
import { zeroUuid } from '../protocol/primitives/uuid';
import { isActive } from './active-brokers';
import type { ControllerState } from './controller-result';
import { partitionChange, type ChangedPartition, type PartitionChange } from './partition-change';
import { replicationRules } from './replication-rules';

type Wanted = Omit<PartitionChange, 'topicId' | 'partitionId' | 'partition' | 'rules' | 'isActive' | 'directoryOf'> &
  Partial<Pick<PartitionChange, 'rules' | 'isActive'>>;

export interface PartitionOfTopic {
  readonly topic: TopicImage;
  readonly partitionId: number;
  readonly partition: PartitionImage;
}

export function* allPartitions(image: MetadataImage): Generator<PartitionOfTopic, undefined> {
  for (const topic of image.topicsById.values()) {
    for (const [partitionId, partition] of topic.partitions.entries()) yield { topic, partitionId, partition };
  }
  return undefined;
}

/** partitionChange() with what the state says of the topic and its brokers. */
export function changePartition(
  { image, config }: ControllerState,
  { topic, partitionId, partition }: PartitionOfTopic,
  wanted: Wanted,
): ChangedPartition | undefined {
  return partitionChange({
    rules: replicationRules(config, image.configs({ type: 'topic', name: topic.name })),
    isActive: (id) => isActive(image, id),
    ...wanted,
    topicId: topic.id,
    partitionId,
    partition,
    directoryOf: (id) => image.brokers.get(id)?.directoryIds[0] ?? zeroUuid,
  });
}

/** The records that change every partition for which `want` wants something. */
export function changePartitions(
  state: ControllerState,
  want: (partition: PartitionOfTopic) => Wanted | undefined,
): MetadataRecordInput[] {
  const records: MetadataRecordInput[] = [];
  for (const each of allPartitions(state.image)) {
    const wanted = want(each);
    const changed = wanted && changePartition(state, each, wanted);
    if (changed !== undefined) records.push(changed.record);
  }
  return records;
}

/** The broker leads nothing and is in no in-sync set. */
export function leavePartitions(state: ControllerState, brokerId: number): MetadataRecordInput[] {
  const stays = (id: number): boolean => id !== brokerId && isActive(state.image, id);
  return changePartitions(state, ({ partition: { isr, leader } }) =>
    isr.includes(brokerId) || leader === brokerId ? { isr: isr.filter((id) => id !== brokerId), isActive: stays } : undefined,
  );
}

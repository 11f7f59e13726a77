import { configResourceTypes, wholeDelta } from './image-draft';
import type { BrokerImage, MetadataImage, PartitionImage, TopicImage } from './metadata-image';
import { encodeMetadataRecord, type MetadataRecordInput } from './metadata-record';

/** The value of a registration record's security protocol, which no image keeps. */
const plaintext = 0;

/** Values of records that make the image from nothing: what a snapshot holds. Made one by one, as they are asked for. */
export function* imageRecords(image: MetadataImage): Generator<Buffer, undefined> {
  for (const record of recordsOf(image)) yield encodeMetadataRecord(record);
  return undefined;
}

function* recordsOf(image: MetadataImage): Generator<MetadataRecordInput, undefined> {
  for (const [name, featureLevel] of image.features) yield { type: 'FeatureLevel', value: { name, featureLevel } };
  for (const broker of image.brokers.values()) yield registrationOf(broker);
  for (const topic of image.topicsById.values()) yield* recordsOfTopic(topic);
  for (const resource of wholeDelta(image).changedConfigs) {
    const resourceType = configResourceTypes[resource.type];
    for (const [name, value] of image.configs(resource)) {
      yield { type: 'Config', value: { resourceType, resourceName: resource.name, name, value } };
    }
  }
  if (image.nextProducerId > 0) {
    yield { type: 'ProducerIds', value: { brokerId: -1, brokerEpoch: -1, nextProducerId: image.nextProducerId } };
  }
  return undefined;
}

function registrationOf(broker: BrokerImage): MetadataRecordInput {
  return {
    type: 'RegisterBroker',
    value: {
      brokerId: broker.id,
      incarnationId: broker.incarnationId,
      brokerEpoch: broker.epoch,
      endPoints: [...broker.listeners].map(([name, { host, port }]) => ({ name, host, port, securityProtocol: plaintext })),
      features: [],
      rack: broker.rack,
      fenced: broker.fenced,
      inControlledShutdown: broker.inControlledShutdown,
      logDirs: broker.directoryIds,
      cordonedLogDirs: [],
    },
  };
}

function* recordsOfTopic({ name, id, partitions }: TopicImage): Generator<MetadataRecordInput, undefined> {
  yield { type: 'Topic', value: { name, topicId: id } };
  for (const [partitionId, partition] of partitions.entries()) yield recordOfPartition(id, partitionId, partition);
  return undefined;
}

function recordOfPartition(topicId: string, partitionId: number, partition: PartitionImage): MetadataRecordInput {
  return { type: 'Partition', value: { topicId, partitionId, ...partition } };
}

import { expect, test } from 'vitest';
import { emptyImage, wholeDelta } from './image-draft';
import { imageRecords } from './image-records';
import type { MetadataImage } from './metadata-image';
import { decodeMetadataRecord, encodeMetadataRecord, type MetadataRecordInput } from './metadata-record';
import { replay } from './replay';

const idOf = (letter: string) => `${letter.repeat(21)}A`;

const history: MetadataRecordInput[] = [
  { type: 'FeatureLevel', value: { name: 'metadata.version', featureLevel: 30 } },
  { type: 'FeatureLevel', value: { name: 'f', featureLevel: 2 } },
  ...['B', 'C'].map((letter, index): MetadataRecordInput => ({
    type: 'RegisterBroker',
    value: {
      brokerId: index + 1,
      incarnationId: idOf(letter),
      brokerEpoch: 3 + index,
      endPoints: [
        { name: 'PLAINTEXT', host: 'localhost', port: 9092 + index, securityProtocol: 0 },
        { name: 'INTERNAL', host: 'h', port: 19092, securityProtocol: 0 },
      ],
      features: [],
      rack: index === 0 ? null : 'r',
      logDirs: [idOf('D')],
    },
  })),
  { type: 'BrokerRegistrationChange', value: { brokerId: 1, brokerEpoch: 3, fenced: -1 } },
  { type: 'BrokerRegistrationChange', value: { brokerId: 2, brokerEpoch: 4, inControlledShutdown: 1 } },
  { type: 'Topic', value: { name: 'a.b', topicId: idOf('E') } },
  ...[0, 1, 2].map((partitionId): MetadataRecordInput => ({
    type: 'Partition',
    value: {
      partitionId,
      topicId: idOf('E'),
      replicas: [1, 2],
      isr: [1],
      removingReplicas: [2],
      addingReplicas: [1],
      leader: 1,
      leaderEpoch: 4,
      partitionEpoch: 9,
      directories: [idOf('D'), idOf('F')],
      eligibleLeaderReplicas: [2],
      lastKnownElr: [2],
      leaderRecoveryState: 1,
    },
  })),
  { type: 'PartitionChange', value: { topicId: idOf('E'), partitionId: 1, leader: -1, isr: [2, 1] } },
  { type: 'Topic', value: { name: 'empty', topicId: idOf('G') } },
  { type: 'Config', value: { resourceType: 2, resourceName: 'a.b', name: 'retention.ms', value: '1' } },
  { type: 'Config', value: { resourceType: 2, resourceName: 'a.b', name: 'segment.bytes', value: '2' } },
  { type: 'Config', value: { resourceType: 4, resourceName: '', name: 'x', value: '' } },
  { type: 'Config', value: { resourceType: 4, resourceName: '2', name: 'y', value: 'z' } },
  { type: 'ProducerIds', value: { brokerId: 1, brokerEpoch: 3, nextProducerId: 5000 } },
];

const position = { offset: 100, epoch: 7 };

/** An image as plain data, for comparison. */
function plain(image: MetadataImage) {
  const { changedConfigs } = wholeDelta(image);
  return {
    topics: [...image.topicsByName],
    ids: [...image.topicsById],
    brokers: [...image.brokers],
    features: [...image.features],
    nextProducerId: image.nextProducerId,
    configs: changedConfigs.map((resource) => [resource, [...image.configs(resource)]]),
    colliding: image.collidingTopic('a_b'),
    offset: image.offset,
    epoch: image.epoch,
  };
}

test("replaying an image's records gives the image", () => {
  const records = history.map((record) => decodeMetadataRecord(encodeMetadataRecord(record)));
  const { image } = replay(emptyImage('c'), records, position);
  const again = replay(emptyImage('c'), [...imageRecords(image)].map(decodeMetadataRecord), position);
  expect(plain(again.image)).toEqual(plain(image));
  expect(plain(image).colliding).toBe('a.b');
});

test('an image of nothing has no records', () => {
  expect([...imageRecords(emptyImage('c'))]).toEqual([]);
});

import { expect, test } from 'vitest';
import { emptyImage } from './image-draft';
import type { MetadataImage } from './metadata-image';
import { decodeMetadataRecord, encodeMetadataRecord, type MetadataRecord, type MetadataRecordInput } from './metadata-record';
import { replay } from './replay';

const idA = 'AAECAwQFBgcICQoLDA0ODw';
const idB = 'BBBBBBBBBBBBBBBBBBBBBA';
const idC = 'CCCCCCCCCCCCCCCCCCCCCA';

const topic = (name: string, topicId: string): MetadataRecordInput => ({ type: 'Topic', value: { name, topicId } });
const partition = (topicId: string, partitionId: number): MetadataRecordInput => ({
  type: 'Partition',
  value: {
    partitionId,
    topicId,
    replicas: [1, 2],
    isr: [1, 2],
    removingReplicas: [],
    addingReplicas: [],
    leader: 1,
    leaderEpoch: 0,
    partitionEpoch: 0,
  },
});
const config = (resourceName: string, name: string, value: string | null): MetadataRecordInput => ({
  type: 'Config',
  value: { resourceType: 2, resourceName, name, value },
});
const remove = (topicId: string): MetadataRecordInput => ({ type: 'RemoveTopic', value: { topicId } });

const read = (records: readonly MetadataRecordInput[]): MetadataRecord[] =>
  records.map((record) => decodeMetadataRecord(encodeMetadataRecord(record)));

function run(image: MetadataImage, records: readonly MetadataRecordInput[]) {
  return replay(image, read(records), { offset: image.offset + records.length, epoch: 1 });
}

/** An image as plain data, for comparison. */
function plain(image: MetadataImage) {
  const sorted = <V>(map: ReadonlyMap<string, V>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    offset: image.offset,
    topicsByName: sorted(image.topicsByName),
    topicsById: sorted(image.topicsById),
    brokers: [...image.brokers],
    features: [...image.features],
    nextProducerId: image.nextProducerId,
    configs: ['a', 'a.b', 'c'].map((name) => [...image.configs({ type: 'topic', name })]),
    collisions: ['a.b', 'c.d'].map((name) => image.collidingTopic(name)),
  };
}

const history: MetadataRecordInput[] = [
  { type: 'FeatureLevel', value: { name: 'f', featureLevel: 2 } },
  topic('a', idA),
  partition(idA, 0),
  partition(idA, 1),
  config('a', 'x', '1'),
  config('a', 'y', '2'),
  topic('a.b', idB),
  partition(idB, 0),
  { type: 'PartitionChange', value: { topicId: idA, partitionId: 1, leader: 2, isr: [2] } },
  { type: 'ProducerIds', value: { brokerId: 1, nextProducerId: 1000 } },
  config('a', 'x', null),
  remove(idA),
  topic('a', idC),
  partition(idC, 0),
  { type: 'FeatureLevel', value: { name: 'f', featureLevel: 0 } },
  { type: 'PartitionChange', value: { topicId: idC, partitionId: 0, isr: [1] } },
  { type: 'NoOp', value: {} },
];

test('the same records give the same image, in one step or in any two', () => {
  const whole = plain(run(emptyImage('c'), history).image);
  expect(whole.topicsByName.map(([name, { id }]) => [name, id])).toEqual([
    ['a', idC],
    ['a.b', idB],
  ]);
  expect(whole).toMatchObject({ features: [], nextProducerId: 1000, configs: [[], [], []], collisions: ['a.b', undefined] });
  for (let cut = 0; cut <= history.length; cut += 1) {
    const first = run(emptyImage('c'), history.slice(0, cut)).image;
    expect(plain(run(first, history.slice(cut)).image)).toEqual(whole);
  }
});

test('an image is not changed by what is replayed on it', () => {
  const before = run(emptyImage('c'), history.slice(0, 8)).image;
  const copy = plain(before);
  run(before, history.slice(8));
  expect(plain(before)).toEqual(copy);
});

test('a leader in a change is a new leader epoch, every change a new partition epoch', () => {
  const first = run(emptyImage('c'), [topic('a', idA), partition(idA, 0)]).image;
  const change = (value: { leader?: number; isr?: number[] }): MetadataRecordInput => ({
    type: 'PartitionChange',
    value: { topicId: idA, partitionId: 0, ...value },
  });
  const second = run(first, [change({ isr: [1] })]).image;
  expect(second.topicsById.get(idA)?.partitions[0]).toMatchObject({ leader: 1, isr: [1], leaderEpoch: 0, partitionEpoch: 1 });
  const third = run(second, [change({ leader: 1 })]).image;
  expect(third.topicsById.get(idA)?.partitions[0]).toMatchObject({ leader: 1, leaderEpoch: 1, partitionEpoch: 2 });
  const fourth = run(third, [change({ leader: -1 })]).image;
  expect(fourth.topicsById.get(idA)?.partitions[0]).toMatchObject({ leader: -1, leaderEpoch: 2, partitionEpoch: 3 });
});

test('the delta names what changed and nothing else', () => {
  const first = run(emptyImage('c'), [
    topic('a', idA),
    partition(idA, 0),
    topic('b', idB),
    partition(idB, 0),
    config('b', 'x', '1'),
  ]);
  expect(first.delta.createdTopics.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(first.delta.changedPartitions).toEqual([]);
  expect(first.delta.changedConfigs).toEqual([{ type: 'topic', name: 'b' }]);
  const second = run(first.image, [partition(idA, 1), remove(idB), topic('b', idC), partition(idC, 0)]);
  expect(second.delta.createdTopics.map(({ id }) => id)).toEqual([idC]);
  expect(second.delta.deletedTopics.map(({ id }) => id)).toEqual([idB]);
  expect(second.delta.changedPartitions.map(({ topic: { name }, partition: number }) => `${name}-${number}`)).toEqual(['a-1']);
  expect(second.delta.changedConfigs).toEqual([{ type: 'topic', name: 'b' }]);
  expect(second.image.topicsByName.get('b')?.id).toBe(idC);
  const third = run(second.image, [topic('d', idB), partition(idB, 0), remove(idB)]);
  expect(third.delta.createdTopics).toEqual([]);
  expect(third.delta.deletedTopics).toEqual([]);
});

test('brokers register, are fenced and unfenced, and leave', () => {
  const register: MetadataRecordInput = {
    type: 'RegisterBroker',
    value: {
      brokerId: 1,
      incarnationId: idA,
      brokerEpoch: 3,
      endPoints: [{ name: 'L', host: 'h', port: 9, securityProtocol: 0 }],
      features: [],
      rack: null,
      logDirs: [idB],
    },
  };
  const change = (value: { fenced?: number; inControlledShutdown?: number }): MetadataRecordInput => ({
    type: 'BrokerRegistrationChange',
    value: { brokerId: 1, brokerEpoch: 3, ...value },
  });
  const steps: [MetadataRecordInput, object][] = [
    [register, { id: 1, epoch: 3, fenced: true, directoryIds: [idB], listeners: new Map([['L', { host: 'h', port: 9 }]]) }],
    [change({ fenced: -1 }), { fenced: false }],
    [change({ inControlledShutdown: 1 }), { fenced: false, inControlledShutdown: true }],
    [change({ fenced: 1 }), { fenced: true, inControlledShutdown: true }],
    [{ type: 'UnfenceBroker', value: { id: 1, epoch: 3 } }, { fenced: false }],
    [{ type: 'FenceBroker', value: { id: 1, epoch: 3 } }, { fenced: true }],
    [register, { fenced: true, inControlledShutdown: false }],
  ];
  let { image } = run(emptyImage('c'), []);
  for (const [record, wanted] of steps) {
    const next = run(image, [record]);
    expect(next.delta.changedBrokers).toEqual([1]);
    ({ image } = next);
    expect(image.brokers.get(1)).toMatchObject(wanted);
  }
  ({ image } = run(image, [{ type: 'UnregisterBroker', value: { brokerId: 1, brokerEpoch: 3 } }]));
  expect(image.brokers.size).toBe(0);
});

test.each<[string, MetadataRecordInput[]]>([
  ['a partition without its topic', [partition(idA, 0)]],
  ['a hole between partitions', [topic('a', idA), partition(idA, 1)]],
  [
    'a change of no partition',
    [topic('a', idA), { type: 'PartitionChange', value: { topicId: idA, partitionId: 0, leader: 1 } }],
  ],
  ['the removal of no topic', [remove(idA)]],
  ['the fencing of no broker', [{ type: 'FenceBroker', value: { id: 1, epoch: 0 } }]],
  ['a transaction', [{ type: 'BeginTransaction', value: {} }]],
])('a log with %s is broken', (_what, records) => {
  expect(() => run(emptyImage('c'), records)).toThrow(/metadata/);
});

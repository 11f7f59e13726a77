import { expect, test } from 'vitest';
import { settle } from '../simulation/sim-clock';
import type { MetadataDelta } from './metadata-delta';
import { MetadataLoader } from './metadata-loader';
import { encodeMetadataRecord, type MetadataRecordInput } from './metadata-record';

const idOf = (index: number) => `AAAAAAAAAAAAAAAAAAAA${index}A`;

function topicRecords(index: number): MetadataRecordInput[] {
  const topicId = idOf(index);
  const partition = { partitionId: 0, topicId, replicas: [1], isr: [1], removingReplicas: [], addingReplicas: [] };
  return [
    { type: 'Topic', value: { name: `t${index}`, topicId } },
    { type: 'Partition', value: { ...partition, leader: 1, leaderEpoch: 0, partitionEpoch: 0 } },
  ];
}

function startLoader() {
  const loader = new MetadataLoader('c');
  const published: { offset: number; delta: MetadataDelta }[] = [];
  let release: (() => void) | undefined;
  const gate = { isClosed: false };
  loader.publisher.subscribe(async ({ offset }, delta) => {
    published.push({ offset, delta });
    if (gate.isClosed) await new Promise<void>((resolve) => (release = resolve));
  });
  let offset = -1;
  const commit = (records: readonly MetadataRecordInput[]) => {
    offset += records.length;
    return loader.onCommit([{ lastOffset: offset, epoch: 1, values: records.map(encodeMetadataRecord) }]);
  };
  return { loader, published, gate, commit, release: () => release?.() };
}

test('what was loaded before the start is one delta', async () => {
  const { loader, published, commit } = startLoader();
  for (const index of [1, 2]) await commit(topicRecords(index));
  expect(published).toEqual([]);
  await loader.start();
  expect(published).toMatchObject([{ offset: 3, delta: { createdTopics: [{ name: 't1' }, { name: 't2' }] } }]);
});

test('what comes while a listener is busy is published together', async () => {
  const { loader, published, gate, commit, release } = startLoader();
  await loader.start();
  gate.isClosed = true;
  for (const index of [1, 2, 3]) await commit(topicRecords(index));
  await settle();
  expect(loader.image.topicsByName.size).toBe(3);
  expect(published.map(({ offset }) => offset)).toEqual([-1, 1]);
  gate.isClosed = false;
  const reached = loader.publisher.reached(5);
  release();
  await reached;
  expect(published.at(-1)).toMatchObject({ offset: 5, delta: { createdTopics: [{ name: 't2' }, { name: 't3' }] } });
  await commit(topicRecords(4));
  await loader.publisher.reached(7);
  expect(loader.publisher.image).toEqual(loader.image);
});

test('a snapshot replaces what is published', async () => {
  const { loader, published, commit } = startLoader();
  await loader.start();
  await commit([...topicRecords(1), ...topicRecords(2)]);
  await loader.publisher.reached(3);
  const change: MetadataRecordInput = { type: 'PartitionChange', value: { topicId: idOf(2), partitionId: 0, leader: 1 } };
  const records = [...topicRecords(2), change, ...topicRecords(3)];
  await loader.onSnapshot({ endOffset: 20, epoch: 2, values: records.map(encodeMetadataRecord) });
  expect(loader.publisher.image).toMatchObject({ offset: 19, epoch: 2 });
  expect(published.at(-1)?.delta).toMatchObject({
    createdTopics: [{ name: 't3' }],
    deletedTopics: [{ name: 't1' }],
    changedPartitions: [{ topic: { name: 't2' }, partition: 0 }],
  });
});

test('a listener that fails is reported, and nothing is published after it', async () => {
  const { loader, commit } = startLoader();
  await loader.start();
  loader.publisher.subscribe(() => Promise.reject(new Error('no')));
  await commit(topicRecords(1));
  await expect(loader.failed).resolves.toMatchObject({ message: 'no' });
  await expect(loader.publisher.reached(1)).rejects.toThrow('no');
});

import { expect, test } from 'vitest';
import { errorName } from '../protocol/error-codes';
import type { CreateTopicsRequest } from '../protocol/messages/create-topics';
import { zeroUuid } from '../protocol/primitives/uuid';
import { startController, topicsRequest } from '../simulation/metadata/controller-fixture';

type Topic = CreateTopicsRequest['topics'][number];

const assignment = (...brokerIds: number[][]) => brokerIds.map((ids, partitionIndex) => ({ partitionIndex, brokerIds: ids }));
const config = (name: string, value: string | null) => [{ name, value }];

const refused: [string, Partial<Topic> & { name: string }, string][] = [
  ['empty name', { name: '' }, 'INVALID_TOPIC_EXCEPTION'],
  ['a dot', { name: '.' }, 'INVALID_TOPIC_EXCEPTION'],
  ['two dots', { name: '..' }, 'INVALID_TOPIC_EXCEPTION'],
  ['250 characters', { name: 'x'.repeat(250) }, 'INVALID_TOPIC_EXCEPTION'],
  ['a space', { name: 'a b' }, 'INVALID_TOPIC_EXCEPTION'],
  ['a slash', { name: 'a/b' }, 'INVALID_TOPIC_EXCEPTION'],
  ['a letter outside ASCII', { name: 'é' }, 'INVALID_TOPIC_EXCEPTION'],
  ['the metadata topic', { name: '__cluster_metadata' }, 'INVALID_REQUEST'],
  ['a topic that exists', { name: 'my.topic' }, 'TOPIC_ALREADY_EXISTS'],
  ['a colliding name', { name: 'my_topic' }, 'INVALID_TOPIC_EXCEPTION'],
  ['no partitions', { name: 'a', numPartitions: 0 }, 'INVALID_PARTITIONS'],
  ['-2 partitions', { name: 'a', numPartitions: -2 }, 'INVALID_PARTITIONS'],
  ['too many partitions', { name: 'a', numPartitions: 2_000_000 }, 'POLICY_VIOLATION'],
  ['no replicas', { name: 'a', replicationFactor: 0 }, 'INVALID_REPLICATION_FACTOR'],
  ['-2 replicas', { name: 'a', replicationFactor: -2 }, 'INVALID_REPLICATION_FACTOR'],
  ['more replicas than brokers', { name: 'a', replicationFactor: 3 }, 'INVALID_REPLICATION_FACTOR'],
  ['an assignment and a count', { name: 'a', assignments: assignment([1]) }, 'INVALID_REQUEST'],
  [
    'a hole',
    { name: 'a', numPartitions: -1, replicationFactor: -1, assignments: [{ partitionIndex: 1, brokerIds: [1] }] },
    'INVALID_REPLICA_ASSIGNMENT',
  ],
  [
    'an unknown broker',
    { name: 'a', numPartitions: -1, replicationFactor: -1, assignments: assignment([9]) },
    'INVALID_REPLICA_ASSIGNMENT',
  ],
  [
    'a broker twice',
    { name: 'a', numPartitions: -1, replicationFactor: -1, assignments: assignment([1, 1]) },
    'INVALID_REPLICA_ASSIGNMENT',
  ],
  [
    'no broker',
    { name: 'a', numPartitions: -1, replicationFactor: -1, assignments: assignment([]) },
    'INVALID_REPLICA_ASSIGNMENT',
  ],
  [
    'uneven replicas',
    { name: 'a', numPartitions: -1, replicationFactor: -1, assignments: assignment([1, 2], [1]) },
    'INVALID_REPLICA_ASSIGNMENT',
  ],
  ['an unknown config', { name: 'a', configs: config('retention', '1') }, 'INVALID_CONFIG'],
  ['a config that is no number', { name: 'a', configs: config('retention.ms', 'week') }, 'INVALID_CONFIG'],
  ['a config below its limit', { name: 'a', configs: config('segment.bytes', '1000') }, 'INVALID_CONFIG'],
  ['a config without a value', { name: 'a', configs: config('retention.ms', null) }, 'INVALID_CONFIG'],
  [
    'an endless config',
    { name: 'a', configs: config('leader.replication.throttled.replicas', '1:1,'.repeat(10_000)) },
    'INVALID_CONFIG',
  ],
];

test.each(refused)('creating a topic with %s is refused', async (_what, topic, error) => {
  const { controller } = await startController({ brokers: [1, 2] });
  await controller.createTopics(topicsRequest([{ name: 'my.topic' }]));
  const { topics } = await controller.createTopics(topicsRequest([topic]));
  expect(topics.map(({ errorCode }) => errorName(errorCode))).toEqual([error]);
  expect(topics[0]?.errorMessage).toMatch(/\.$/);
  expect(controller.image.topicsByName.size).toBe(1);
});

test('a topic gets its defaults, an id and leaders', async () => {
  const { controller } = await startController({ properties: { 'num.partitions': '3' } });
  const { topics } = await controller.createTopics(
    topicsRequest([{ name: 'a', numPartitions: -1, replicationFactor: -1, configs: config('retention.ms', '5000') }]),
  );
  expect(topics[0]).toMatchObject({ name: 'a', errorCode: 0, numPartitions: 3, replicationFactor: 1 });
  expect(topics[0]?.configs?.find(({ name }) => name === 'retention.ms')).toMatchObject({ value: '5000', configSource: 1 });
  const topic = controller.image.topicsByName.get('a');
  expect(topic?.id).toBe(topics[0]?.topicId);
  expect(topic?.partitions).toHaveLength(3);
  expect(topic?.partitions[2]).toMatchObject({ replicas: [1], isr: [1], leader: 1, leaderEpoch: 0, partitionEpoch: 0 });
  expect(topic?.partitions[0]?.directories).toEqual(controller.image.brokers.get(1)?.directoryIds);
  expect(controller.image.configs({ type: 'topic', name: 'a' })).toEqual(new Map([['retention.ms', '5000']]));
});

test('explicit assignments are kept as given', async () => {
  const { controller } = await startController({ brokers: [1, 2] });
  await controller.createTopics(
    topicsRequest([{ name: 'a', numPartitions: -1, replicationFactor: -1, assignments: assignment([2, 1], [1, 2]) }]),
  );
  expect(controller.image.topicsByName.get('a')?.partitions).toMatchObject([
    { replicas: [2, 1], leader: 2 },
    { replicas: [1, 2], leader: 1 },
  ]);
});

test('replicas spread over the brokers, never two of a partition on one', async () => {
  const { controller } = await startController({ brokers: [1, 2, 3, 4] });
  await controller.createTopics(topicsRequest([{ name: 'a', numPartitions: 12, replicationFactor: 3 }]));
  const partitions = controller.image.topicsByName.get('a')?.partitions ?? [];
  for (const { replicas } of partitions) expect(new Set(replicas).size).toBe(3);
  for (const broker of [1, 2, 3, 4]) expect(partitions.filter(({ leader }) => leader === broker)).toHaveLength(3);
});

test('validateOnly answers as creating would, and creates nothing', async () => {
  const { controller, log } = await startController();
  const before = log.batches.length;
  const { topics } = await controller.createTopics(topicsRequest([{ name: 'a', numPartitions: 2 }], true));
  expect(topics[0]).toMatchObject({ errorCode: 0, numPartitions: 2, topicId: zeroUuid });
  expect(controller.image.topicsByName.size).toBe(0);
  expect(log.batches).toHaveLength(before);
});

test('of a request, duplicates and names that collide with each other are refused, the others created', async () => {
  const { controller } = await startController();
  const { topics } = await controller.createTopics(
    topicsRequest([{ name: 'twice' }, { name: 'twice' }, { name: 'a.b' }, { name: 'a_b' }, { name: 'c' }]),
  );
  expect(topics.map(({ name, errorCode }) => [name, errorName(errorCode)])).toEqual([
    ['twice', 'INVALID_REQUEST'],
    ['a.b', 'NONE'],
    ['a_b', 'INVALID_TOPIC_EXCEPTION'],
    ['c', 'NONE'],
  ]);
});

test('a request creates up to 10,000 partitions in all', async () => {
  const { controller } = await startController();
  const { topics } = await controller.createTopics(
    topicsRequest([
      { name: 'a', numPartitions: 9_999 },
      { name: 'b', numPartitions: 1 },
      { name: 'c', numPartitions: 1 },
    ]),
  );
  expect(topics.map(({ errorCode }) => errorName(errorCode))).toEqual(['NONE', 'NONE', 'POLICY_VIOLATION']);
});

test('a colliding name is free again when the other topic is gone', async () => {
  const { controller } = await startController();
  await controller.createTopics(topicsRequest([{ name: 'a.b' }]));
  await controller.deleteTopics({ topics: [], topicNames: ['a.b'], timeoutMs: 0 });
  const { topics } = await controller.createTopics(topicsRequest([{ name: 'a_b' }]));
  expect(topics[0]?.errorCode).toBe(0);
});

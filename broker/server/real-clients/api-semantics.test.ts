import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTopicsApi } from '../../protocol/messages/create-topics';
import { deleteRecordsApi } from '../../protocol/messages/delete-records';
import { deleteTopicsApi } from '../../protocol/messages/delete-topics';
import { describeClusterApi } from '../../protocol/messages/describe-cluster';
import { describeConfigsApi } from '../../protocol/messages/describe-configs';
import { describeProducersApi } from '../../protocol/messages/describe-producers';
import { describeTopicPartitionsApi } from '../../protocol/messages/describe-topic-partitions';
import { fetchApi } from '../../protocol/messages/fetch';
import { findCoordinatorApi } from '../../protocol/messages/find-coordinator';
import { initProducerIdApi } from '../../protocol/messages/init-producer-id';
import { listOffsetsApi } from '../../protocol/messages/list-offsets';
import { metadataApi } from '../../protocol/messages/metadata';
import { offsetForLeaderEpochApi } from '../../protocol/messages/offset-for-leader-epoch';
import { produceApi } from '../../protocol/messages/produce';
import { encodeBatch } from '../../protocol/records/encode-batch';
import type { Decoded } from '../../protocol/schema/message';
import { RawConnection } from './raw-connection';
import { startTestBroker, type TestBroker } from './start-test-broker';

/** What each version of an API promises beyond what one client happens to use. */
let broker: TestBroker;
let connection: RawConnection;

beforeAll(async () => {
  broker = await startTestBroker({ properties: { 'num.partitions': '1' } });
  connection = await RawConnection.open(broker.port);
});

afterAll(async () => {
  connection.destroy();
  await broker.stop();
});

const zeroId = 'AAAAAAAAAAAAAAAAAAAAAA';
const unknownId = 'BAAAAAAAAAAAAAAAAAAAAA';

async function create(name: string, numPartitions = 1, configs: { name: string; value: string }[] = []): Promise<string> {
  const { topics } = await connection.request(createTopicsApi, 7, {
    topics: [{ name, numPartitions, replicationFactor: 1, assignments: [], configs }],
  });
  expect(topics[0]?.errorCode).toBe(0);
  return topics[0]?.topicId ?? zeroId;
}

interface Sent {
  readonly errorCode: number;
  readonly baseOffset: number;
}

async function produce(
  topic: string,
  options: Parameters<typeof encodeBatch>[1] = {},
  timestampMs = 1000,
  count = 1,
): Promise<Sent> {
  const records = encodeBatch(
    Array.from({ length: count }, () => ({ key: null, value: Buffer.from('v'), timestampMs })),
    options,
  );
  const topicData = [{ name: topic, partitionData: [{ index: 0, records }] }];
  const { responses } = await connection.request(produceApi, 12, { acks: -1, timeoutMs: 1000, topicData });
  const [result] = responses[0]?.partitionResponses ?? [];
  return { errorCode: result?.errorCode ?? -1, baseOffset: result?.baseOffset ?? -1 };
}

test('Metadata: null and empty lists of topics, by version', async () => {
  await create('listed');
  const names = async (version: number, topics: { name: string }[] | null): Promise<(string | null)[]> => {
    const answer = await connection.request(metadataApi, version, { topics });
    return answer.topics.map(({ name }) => name).filter((name) => name === 'listed');
  };
  expect(await names(0, [])).toEqual(['listed']);
  expect(await names(1, [])).toEqual([]);
  expect(await names(1, null)).toEqual(['listed']);
  expect(await names(13, null)).toEqual(['listed']);
  expect(await names(13, [])).toEqual([]);
});

test('Metadata: topics by id, and what is wrong with a topic', async () => {
  const topicId = await create('by-id');
  const ask = async (version: number, topic: { name: string | null; topicId?: string }, allowAutoTopicCreation = false) => {
    const { topics } = await connection.request(metadataApi, version, { topics: [topic], allowAutoTopicCreation });
    return topics[0];
  };
  expect(await ask(12, { name: null, topicId })).toMatchObject({ errorCode: 0, name: 'by-id', topicId });
  // The Java client's way of naming no name.
  expect(await ask(12, { name: '', topicId })).toMatchObject({ errorCode: 0, name: 'by-id', topicId });
  expect(await ask(12, { name: null, topicId: unknownId })).toMatchObject({ errorCode: 100, name: null, topicId: unknownId });
  expect(await ask(10, { name: null, topicId })).toMatchObject({ errorCode: 42 });
  expect(await ask(13, { name: 'absent' })).toMatchObject({ errorCode: 3, topicId: zeroId, partitions: [] });
  expect(await ask(13, { name: 'not a name' }, true)).toMatchObject({ errorCode: 17 });
  expect(await ask(4, { name: 'on-first-use' }, true)).toMatchObject({
    errorCode: 0,
    partitions: [{ errorCode: 0, leaderId: 1, replicaNodes: [1], isrNodes: [1], offlineReplicas: [] }],
  });
});

test('Metadata: authorized operations are told when asked for', async () => {
  await create('operations');
  const request = {
    topics: [{ name: 'operations' }],
    includeTopicAuthorizedOperations: true,
    includeClusterAuthorizedOperations: true,
  };
  const answer = await connection.request(metadataApi, 8, request);
  expect(answer.topics[0]?.topicAuthorizedOperations).toBe(0xdf8);
  expect(answer.clusterAuthorizedOperations).toBe(0x1fa0);
  const silent = await connection.request(metadataApi, 8, { topics: [{ name: 'operations' }] });
  expect(silent.topics[0]?.topicAuthorizedOperations).toBe(-2147483648);
  expect(silent.clusterAuthorizedOperations).toBe(-2147483648);
});

test('ListOffsets: every special timestamp, and the versions that know it', async () => {
  await create('timed');
  for (const timestamp of [1000, 3000, 2000]) await produce('timed', {}, timestamp);
  const ask = async (version: number, timestamp: number) => {
    const topics = [{ name: 'timed', partitions: [{ partitionIndex: 0, timestamp }] }];
    const answer = await connection.request(listOffsetsApi, version, { replicaId: -1, topics });
    const [found] = answer.topics[0]?.partitions ?? [];
    return [found?.errorCode, found?.offset, found?.timestamp];
  };
  expect(await ask(11, -1)).toEqual([0, 3, -1]);
  expect(await ask(11, -2)).toEqual([0, 0, -1]);
  expect(await ask(7, -3)).toEqual([0, 1, 3000]);
  expect(await ask(8, -4)).toEqual([0, 0, -1]);
  expect(await ask(9, -5)).toEqual([0, -1, -1]);
  expect(await ask(11, -6)).toEqual([0, -1, -1]);
  expect(await ask(1, 1001)).toEqual([0, 1, 3000]);
  expect(await ask(1, 9999)).toEqual([0, -1, -1]);
  expect(await ask(6, -3)).toEqual([35, -1, -1]);
  expect(await ask(11, -7)).toEqual([35, -1, -1]);
});

test('ListOffsets: leader epochs are checked, and a partition named twice is refused', async () => {
  await create('epochs');
  const ask = async (partitions: { partitionIndex: number; timestamp: number; currentLeaderEpoch?: number }[]) => {
    const answer = await connection.request(listOffsetsApi, 4, { replicaId: -1, topics: [{ name: 'epochs', partitions }] });
    return answer.topics[0]?.partitions.map(({ errorCode }) => errorCode);
  };
  expect(await ask([{ partitionIndex: 0, timestamp: -1, currentLeaderEpoch: 9 }])).toEqual([75]);
  expect(await ask([{ partitionIndex: 7, timestamp: -1 }])).toEqual([3]);
  expect(
    await ask([
      { partitionIndex: 0, timestamp: -1 },
      { partitionIndex: 0, timestamp: -2 },
    ]),
  ).toEqual([42, 42]);
});

test('Fetch: a full answer lists every partition asked for, by id too', async () => {
  const topicId = await create('fetched', 2);
  await produce('fetched');
  const partitions = [0, 1, 9].map((partition) => ({ partition, fetchOffset: 0, partitionMaxBytes: 1000 }));
  const topics = [
    { topicId, partitions },
    { topicId: unknownId, partitions: partitions.slice(0, 1) },
  ];
  const answer = await connection.request(fetchApi, 18, { maxWaitMs: 10_000, minBytes: 1, topics });
  expect(answer).toMatchObject({ errorCode: 0, sessionId: 0 });
  const shown = answer.responses.map((topic) =>
    topic.partitions.map(({ partitionIndex, errorCode, highWatermark }) => [partitionIndex, errorCode, highWatermark]),
  );
  expect(shown).toEqual([
    [
      [0, 0, 1],
      [1, 0, 0],
      [9, 3, -1],
    ],
    [[0, 100, -1]],
  ]);
});

test('Fetch: a session is opened, continued with what changed, and closed', async () => {
  const topicId = await create('in-session', 2);
  const partitions = [0, 1].map((partition) => ({ partition, fetchOffset: 0, partitionMaxBytes: 1000 }));
  const fetch = (sessionId: number, sessionEpoch: number, topics: { topicId: string; partitions: typeof partitions }[]) =>
    connection.request(fetchApi, 17, { maxWaitMs: 0, minBytes: 1, sessionId, sessionEpoch, topics });
  const opened = await fetch(0, 0, [{ topicId, partitions }]);
  const { sessionId } = opened;
  expect(opened).toMatchObject({ errorCode: 0, responses: [{ partitions: [{ partitionIndex: 0 }, { partitionIndex: 1 }] }] });
  expect(sessionId).toBeGreaterThan(0);
  expect(await fetch(sessionId, 1, [])).toMatchObject({ errorCode: 0, sessionId, responses: [] });
  await produce('in-session');
  expect(await fetch(sessionId, 2, [])).toMatchObject({ sessionId, responses: [{ partitions: [{ partitionIndex: 0 }] }] });
  expect(await fetch(sessionId, 2, [])).toMatchObject({ errorCode: 71, responses: [] });
  expect(await fetch(sessionId, -1, [{ topicId, partitions }])).toMatchObject({ sessionId: 0, responses: [{ topicId }] });
  expect(await fetch(sessionId, 3, [])).toMatchObject({ errorCode: 70, responses: [] });
});

test('Fetch: aborted transactions are null or empty by isolation level', async () => {
  await create('isolated');
  const topics = [{ topic: 'isolated', partitions: [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 1000 }] }];
  const ask = async (isolationLevel: number) =>
    (await connection.request(fetchApi, 4, { maxWaitMs: 0, minBytes: 1, isolationLevel, topics })).responses[0]?.partitions[0]
      ?.abortedTransactions;
  expect(await ask(0)).toBeNull();
  expect(await ask(1)).toEqual([]);
});

test('Fetch: a waiting fetch does not hold up other requests, nor does its answer overtake', async () => {
  const topicId = await create('waited');
  const own = await RawConnection.open(broker.port);
  const topics = [{ topicId, partitions: [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 1000 }] }];
  const fetching = own.request(fetchApi, 17, { maxWaitMs: 30_000, minBytes: 1, topics });
  expect(await produce('waited')).toEqual({ errorCode: 0, baseOffset: 0 });
  expect((await fetching).responses[0]?.partitions[0]?.highWatermark).toBe(1);
  own.destroy();
});

test('Produce by topic id, and duplicates of an idempotent producer', async () => {
  const topicId = await create('numbered');
  const { producerId, errorCode } = await connection.request(initProducerIdApi, 5, {
    transactionalId: null,
    transactionTimeoutMs: 0,
  });
  expect(errorCode).toBe(0);
  const batchOf = (baseSequence: number) =>
    encodeBatch([{ key: null, value: Buffer.from('v'), timestampMs: 1000 }], { producerId, producerEpoch: 0, baseSequence });
  const send = async (id: string, baseSequence: number) => {
    const topicData = [{ topicId: id, partitionData: [{ index: 0, records: batchOf(baseSequence) }] }];
    const { responses } = await connection.request(produceApi, 13, { acks: -1, timeoutMs: 1000, topicData });
    const [result] = responses[0]?.partitionResponses ?? [];
    return [result?.errorCode, result?.baseOffset];
  };
  expect(await send(topicId, 0)).toEqual([0, 0]);
  expect(await send(topicId, 1)).toEqual([0, 1]);
  expect(await send(topicId, 0)).toEqual([0, 0]);
  expect(await send(topicId, 5)).toEqual([45, -1]);
  expect(await send(unknownId, 2)).toEqual([100, -1]);
  const { topics } = await connection.request(describeProducersApi, 0, { topics: [{ name: 'numbered', partitionIndexes: [0] }] });
  expect(topics[0]?.partitions[0]?.activeProducers).toMatchObject([{ producerId, producerEpoch: 0, lastSequence: 1 }]);
});

test('transactions are refused with a sentence, not left to be tried for ever', async () => {
  const init = await connection.request(initProducerIdApi, 4, { transactionalId: 't', transactionTimeoutMs: 1000 });
  expect(init).toMatchObject({ errorCode: 42, producerId: -1 });
  const found = await connection.request(findCoordinatorApi, 4, { keyType: 1, coordinatorKeys: ['t'] });
  expect(found.coordinators).toMatchObject([{ key: 't', errorCode: 42, nodeId: -1 }]);
  expect(found.coordinators[0]?.errorMessage).toContain('transactions');
});

test('FindCoordinator creates the offsets topic and holds the answer', async () => {
  const old = await connection.request(findCoordinatorApi, 0, { key: 'g' });
  expect(old).toMatchObject({ errorCode: 0, nodeId: 1, host: 'localhost', port: broker.port });
  const { coordinators } = await connection.request(findCoordinatorApi, 6, { keyType: 0, coordinatorKeys: ['g', 'h'] });
  expect(coordinators.map(({ key, errorCode, port }) => [key, errorCode, port])).toEqual([
    ['g', 0, broker.port],
    ['h', 0, broker.port],
  ]);
  const { topics } = await connection.request(metadataApi, 12, { topics: [{ name: '__consumer_offsets' }] });
  expect(topics[0]).toMatchObject({ errorCode: 0, isInternal: true });
  expect(topics[0]?.partitions).toHaveLength(50);
});

test('internal topics are not for clients to write or to cut', async () => {
  await connection.request(findCoordinatorApi, 0, { key: 'g' });
  expect((await produce('__consumer_offsets')).errorCode).toBe(17);
  const topics = [{ name: '__consumer_offsets', partitions: [{ partitionIndex: 0, offset: -1 }] }];
  const cut = await connection.request(deleteRecordsApi, 2, { topics, timeoutMs: 1000 });
  expect(cut.topics[0]?.partitions[0]).toMatchObject({ errorCode: 17, lowWatermark: -1 });
});

test('DeleteRecords: up to an offset, up to the end, and no further', async () => {
  await create('cut');
  await produce('cut', {}, 1000, 5);
  const cut = async (offset: number) => {
    const topics = [{ name: 'cut', partitions: [{ partitionIndex: 0, offset }] }];
    const answer = await connection.request(deleteRecordsApi, 2, { topics, timeoutMs: 1000 });
    return [answer.topics[0]?.partitions[0]?.errorCode, answer.topics[0]?.partitions[0]?.lowWatermark];
  };
  expect(await cut(2)).toEqual([0, 2]);
  expect(await cut(1)).toEqual([0, 2]);
  expect(await cut(6)).toEqual([1, -1]);
  expect(await cut(-2)).toEqual([1, -1]);
  expect(await cut(Number.MAX_SAFE_INTEGER)).toEqual([1, -1]);
  expect(await cut(-1)).toEqual([0, 5]);
  await create('compacted', 1, [{ name: 'cleanup.policy', value: 'compact' }]);
  const topics = [{ name: 'compacted', partitions: [{ partitionIndex: 0, offset: -1 }] }];
  const refused = await connection.request(deleteRecordsApi, 2, { topics, timeoutMs: 1000 });
  expect(refused.topics[0]?.partitions[0]?.errorCode).toBe(44);
});

test('OffsetForLeaderEpoch in its oldest and newest form', async () => {
  await create('history');
  await produce('history');
  for (const version of [0, 2, 4]) {
    const topics = [{ topic: 'history', partitions: [{ partition: 0, leaderEpoch: 0 }] }];
    const answer = await connection.request(offsetForLeaderEpochApi, version, { topics });
    expect(answer.topics[0]?.partitions[0]).toMatchObject({ errorCode: 0, endOffset: 1, leaderEpoch: version === 0 ? -1 : 0 });
  }
});

test('DescribeTopicPartitions pages by its cursor', async () => {
  await create('paged-a', 3);
  await create('paged-b', 2);
  const topics = ['paged-b', 'absent', 'paged-a', 'paged-a'].map((name) => ({ name }));
  const seen: [string | null, number, number[]][] = [];
  let cursor: { topicName: string; partitionIndex: number } | null = null;
  do {
    const page: Decoded<typeof describeTopicPartitionsApi.response> = await connection.request(describeTopicPartitionsApi, 0, {
      topics,
      responsePartitionLimit: 2,
      cursor,
    });
    for (const { name, errorCode, partitions } of page.topics)
      seen.push([name, errorCode, partitions.map(({ partitionIndex }) => partitionIndex)]);
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toEqual([
    ['absent', 3, []],
    ['paged-a', 0, [0, 1]],
    ['paged-a', 0, [2]],
    ['paged-b', 0, [0]],
    ['paged-b', 0, [1]],
  ]);
});

test('DescribeConfigs: sources, synonyms, documentation, and the oldest layout', async () => {
  await create('configured', 1, [{ name: 'retention.ms', value: '5' }]);
  const resources = [{ resourceType: 2, resourceName: 'configured', configurationKeys: ['retention.ms', 'cleanup.policy'] }];
  const newest = await connection.request(describeConfigsApi, 4, {
    resources,
    includeSynonyms: true,
    includeDocumentation: true,
  });
  const byName = new Map(newest.results[0]?.configs.map((config) => [config.name, config]));
  expect(byName.get('retention.ms')).toMatchObject({ value: '5', configSource: 1, configType: 5 });
  expect(byName.get('retention.ms')?.synonyms.length).toBeGreaterThan(1);
  expect(byName.get('cleanup.policy')).toMatchObject({ value: 'delete', configSource: 5 });
  expect(byName.get('cleanup.policy')?.documentation).toMatch(/\w/);
  const oldest = await connection.request(describeConfigsApi, 0, { resources });
  const shown = oldest.results[0]?.configs.map(({ name, value, isDefault }) => [name, value, isDefault]).sort();
  expect(shown).toEqual([
    ['cleanup.policy', 'delete', true],
    ['retention.ms', '5', false],
  ]);
  const wrong = await connection.request(describeConfigsApi, 4, {
    resources: [
      { resourceType: 2, resourceName: 'absent', configurationKeys: null },
      { resourceType: 4, resourceName: '7', configurationKeys: null },
      { resourceType: 99, resourceName: 'x', configurationKeys: null },
    ],
  });
  expect(wrong.results.map(({ errorCode }) => errorCode)).toEqual([3, 42, 42]);
});

test('DescribeCluster tells brokers, and that controllers are elsewhere', async () => {
  const answer = await connection.request(describeClusterApi, 2, { includeClusterAuthorizedOperations: true });
  expect(answer).toMatchObject({
    errorCode: 0,
    clusterId: broker.running.clusterId,
    controllerId: 1,
    brokers: [{ brokerId: 1, port: broker.port, isFenced: false }],
  });
  expect(answer.clusterAuthorizedOperations).toBe(0x1fa0);
  const controllers = await connection.request(describeClusterApi, 1, {
    includeClusterAuthorizedOperations: false,
    endpointType: 2,
  });
  expect(controllers.errorCode).toBe(114);
});

test('a recreated topic has a new id, and the old one is unknown', async () => {
  const oldId = await create('reborn');
  await connection.request(deleteTopicsApi, 6, { topics: [{ name: 'reborn' }], timeoutMs: 1000 });
  const newId = await create('reborn');
  expect(newId).not.toBe(oldId);
  const partitions = [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 1000 }];
  const answer = await connection.request(fetchApi, 13, {
    maxWaitMs: 0,
    minBytes: 1,
    topics: [oldId, newId].map((topicId) => ({ topicId, partitions })),
  });
  expect(answer.responses.map((topic) => topic.partitions[0]?.errorCode)).toEqual([100, 0]);
});

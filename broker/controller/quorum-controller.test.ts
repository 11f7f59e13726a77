import { expect, test } from 'vitest';
import type { MetadataDelta } from '../metadata/metadata-delta';
import { errorName } from '../protocol/error-codes';
import { zeroUuid } from '../protocol/primitives/uuid';
import { settle } from '../simulation/sim-clock';
import { heartbeatOf, registrationOf, startController, topicsRequest } from '../simulation/metadata/controller-fixture';

const deletion = (...topicNames: string[]) => ({ topics: [], topicNames, timeoutMs: 0 });

test('a new cluster is given its features, transaction.version not among them', async () => {
  const { controller } = await startController();
  expect([...controller.image.features]).toEqual([
    ['metadata.version', 30],
    ['kraft.version', 1],
    ['eligible.leader.replicas.version', 1],
  ]);
});

test('a controller over the same log has the same image and writes its features only once', async () => {
  const first = await startController();
  await first.controller.createTopics(
    topicsRequest([{ name: 'a.b', numPartitions: 3, configs: [{ name: 'retention.ms', value: '1' }] }, { name: 'b' }]),
  );
  await first.controller.deleteTopics(deletion('b'));
  await first.controller.allocateProducerIds({ brokerId: 1, brokerEpoch: 3 });
  const { length } = first.log.batches;
  const second = await startController({ log: first.log, brokers: [] });
  expect(first.log.batches).toHaveLength(length);
  const [before, after] = [first.controller.image, second.controller.image];
  expect(after.offset).toBe(before.offset);
  expect(new Map(after.topicsById)).toEqual(new Map(before.topicsById));
  expect(new Map(after.topicsByName)).toEqual(new Map(before.topicsByName));
  expect(after.brokers).toEqual(before.brokers);
  expect(after.features).toEqual(before.features);
  expect(after.nextProducerId).toBe(before.nextProducerId);
  expect(after.configs({ type: 'topic', name: 'a.b' })).toEqual(new Map([['retention.ms', '1']]));
  expect(after.collidingTopic('a_b')).toBe('a.b');
});

test('an answer waits for the commit, and so does one that changes nothing', async () => {
  const { controller, log } = await startController();
  const events: string[] = [];
  log.hold();
  const created = controller.createTopics(topicsRequest([{ name: 'a' }])).then(() => events.push('created'));
  const refused = controller
    .createTopics(topicsRequest([{ name: 'a' }]))
    .then(({ topics }) => events.push(errorName(topics[0]?.errorCode ?? 0)));
  await settle();
  expect(events).toEqual([]);
  expect(controller.image.topicsByName.has('a')).toBe(false);
  log.release();
  await Promise.all([created, refused]);
  expect(events).toEqual(['created', 'TOPIC_ALREADY_EXISTS']);
});

test('a failed write refuses what waits and what comes, and changes nothing', async () => {
  const { controller, log } = await startController();
  log.failure = new Error('disk');
  const first = controller.createTopics(topicsRequest([{ name: 'a' }]));
  const second = controller.deleteTopics(deletion('a'));
  await expect(first).rejects.toMatchObject({ errorName: 'NOT_CONTROLLER' });
  await expect(second).rejects.toMatchObject({ errorName: 'NOT_CONTROLLER' });
  log.failure = undefined;
  await expect(controller.createTopics(topicsRequest([{ name: 'b' }]))).rejects.toMatchObject({ errorName: 'NOT_CONTROLLER' });
  expect(controller.image.topicsByName.size).toBe(0);
});

test('a term begins from what is committed, and ends with the leadership', async () => {
  const { controller, log } = await startController();
  log.hold();
  const lost = controller.createTopics(topicsRequest([{ name: 'lost' }]));
  controller.onLeaderChange({ leaderId: 2, epoch: 2 });
  await expect(controller.createTopics(topicsRequest([{ name: 'b' }]))).rejects.toMatchObject({ errorName: 'NOT_CONTROLLER' });
  log.leader = { leaderId: 1, epoch: 3 };
  controller.onLeaderChange(log.leader);
  const again = controller.createTopics(topicsRequest([{ name: 'lost' }]));
  log.release();
  await lost;
  expect(await again).toMatchObject({ topics: [{ name: 'lost', errorCode: 0 }] });
});

test('a term that is told of again goes on with what it decided', async () => {
  const { controller, log } = await startController();
  log.hold();
  const first = controller.createTopics(topicsRequest([{ name: 'a' }]));
  controller.onLeaderChange(log.leader);
  const second = controller.createTopics(topicsRequest([{ name: 'a' }]));
  log.release();
  expect((await first).topics.map(({ errorCode }) => errorName(errorCode))).toEqual(['NONE']);
  expect((await second).topics.map(({ errorCode }) => errorName(errorCode))).toEqual(['TOPIC_ALREADY_EXISTS']);
});

test('topics are deleted by name and by id, with their configs, and come back with another id', async () => {
  const { controller } = await startController();
  await controller.createTopics(topicsRequest([{ name: 'a', configs: [{ name: 'retention.ms', value: '1' }] }, { name: 'b' }]));
  const idOf = (name: string) => controller.image.topicsByName.get(name)?.id ?? zeroUuid;
  const [a, b] = [idOf('a'), idOf('b')];
  const { responses } = await controller.deleteTopics({
    topics: [
      { name: null, topicId: a },
      { name: 'b', topicId: zeroUuid },
      { name: 'b', topicId: zeroUuid },
      { name: 'c', topicId: zeroUuid },
      { name: null, topicId: 'BBBBBBBBBBBBBBBBBBBBBA' },
      { name: 'a', topicId: a },
      { name: null, topicId: zeroUuid },
    ],
    topicNames: [],
    timeoutMs: 0,
  });
  expect(responses.map(({ name, errorCode }) => [name, errorName(errorCode)])).toEqual([
    ['a', 'NONE'],
    ['b', 'INVALID_REQUEST'],
    ['c', 'UNKNOWN_TOPIC_OR_PARTITION'],
    [null, 'UNKNOWN_TOPIC_ID'],
    ['a', 'INVALID_REQUEST'],
    [null, 'INVALID_REQUEST'],
  ]);
  expect(controller.image.configs({ type: 'topic', name: 'a' }).size).toBe(0);
  await controller.createTopics(topicsRequest([{ name: 'a' }]));
  expect(idOf('a')).not.toBe(a);
  expect(idOf('b')).toBe(b);
});

test('delete.topic.enable=false forbids deletion', async () => {
  const { controller } = await startController({ properties: { 'delete.topic.enable': 'false' } });
  await controller.createTopics(topicsRequest([{ name: 'a' }]));
  const { responses } = await controller.deleteTopics(deletion('a'));
  expect(responses.map(({ errorCode }) => errorName(errorCode))).toEqual(['TOPIC_DELETION_DISABLED']);
});

test('partitions are added, and only added', async () => {
  const { controller } = await startController({ brokers: [1, 2] });
  await controller.createTopics(topicsRequest([{ name: 'a', numPartitions: 2 }]));
  const deltas: MetadataDelta[] = [];
  controller.loader.publisher.subscribe((_image, delta) => Promise.resolve(void deltas.push(delta)));
  const grow = async (name: string, count: number, assignments: number[][] | null = null, validateOnly = false) => {
    const topics = [{ name, count, assignments: assignments?.map((brokerIds) => ({ brokerIds })) ?? null }];
    const { results } = await controller.createPartitions({ topics, timeoutMs: 0, validateOnly });
    return results.map(({ errorCode }) => errorName(errorCode));
  };
  expect(await grow('b', 2)).toEqual(['UNKNOWN_TOPIC_OR_PARTITION']);
  expect(await grow('a', 2)).toEqual(['INVALID_PARTITIONS']);
  expect(await grow('a', 1)).toEqual(['INVALID_PARTITIONS']);
  expect(await grow('a', 4, [[1]])).toEqual(['INVALID_REPLICA_ASSIGNMENT']);
  expect(await grow('a', 3, [[1, 2]])).toEqual(['INVALID_REPLICA_ASSIGNMENT']);
  expect(await grow('a', 3, [[7]])).toEqual(['INVALID_REPLICA_ASSIGNMENT']);
  expect(await grow('a', 20_000)).toEqual(['POLICY_VIOLATION']);
  expect(await grow('a', 5, null, true)).toEqual(['NONE']);
  expect(controller.image.topicsByName.get('a')?.partitions).toHaveLength(2);
  expect(await grow('a', 4, [[2], [1]])).toEqual(['NONE']);
  expect(controller.image.topicsByName.get('a')?.partitions.slice(2)).toMatchObject([{ leader: 2 }, { leader: 1 }]);
  expect(
    deltas.flatMap(({ changedPartitions }) => changedPartitions.map(({ topic, partition }) => `${topic.name}-${partition}`)),
  ).toEqual(['a-2', 'a-3']);
});

test('a broker is fenced until its first heartbeat, and its epoch is the offset of its registration', async () => {
  const { controller, log } = await startController({ brokers: [] });
  const offset = log.nextOffset;
  expect(await controller.registerBroker(registrationOf(1))).toMatchObject({ errorCode: 0, brokerEpoch: offset });
  expect(controller.image.brokers.get(1)).toMatchObject({ epoch: offset, fenced: true });
  const { topics } = await controller.createTopics(topicsRequest([{ name: 'a' }]));
  expect(errorName(topics[0]?.errorCode ?? 0)).toBe('INVALID_REPLICATION_FACTOR');
  const { length } = log.batches;
  expect(await controller.brokerHeartbeat(heartbeatOf(1, offset, { currentMetadataOffset: offset - 1 }))).toMatchObject({
    isCaughtUp: false,
    isFenced: true,
  });
  expect(await controller.brokerHeartbeat(heartbeatOf(1, offset, { wantFence: true }))).toMatchObject({ isFenced: true });
  expect(log.batches).toHaveLength(length);
  expect(await controller.brokerHeartbeat(heartbeatOf(1, offset))).toMatchObject({ isCaughtUp: true, isFenced: false });
  expect(controller.image.brokers.get(1)?.fenced).toBe(false);
});

test('heartbeats of strangers and of earlier processes are refused', async () => {
  const { controller, log } = await startController();
  const { length } = log.batches;
  const refusal = async (brokerId: number, brokerEpoch: number) =>
    errorName((await controller.brokerHeartbeat(heartbeatOf(brokerId, brokerEpoch))).errorCode);
  expect(await refusal(1, 0)).toBe('STALE_BROKER_EPOCH');
  expect(await refusal(2, 0)).toBe('BROKER_ID_NOT_REGISTERED');
  expect(log.batches).toHaveLength(length);
});

test('an election is not needed where the preferred replica leads, and possible where another does', async () => {
  const { controller } = await startController({ brokers: [1, 2] });
  await controller.createTopics(
    topicsRequest([
      { name: 'a', numPartitions: -1, replicationFactor: -1, assignments: [{ partitionIndex: 0, brokerIds: [1, 2] }] },
    ]),
  );
  const elect = async (electionType: number, partitions: number[] | null) => {
    const topicPartitions = partitions === null ? null : [{ topic: 'a', partitions }];
    const { errorCode, replicaElectionResults } = await controller.electLeaders({ electionType, topicPartitions, timeoutMs: 0 });
    return [
      errorName(errorCode ?? 0),
      ...replicaElectionResults.flatMap(({ partitionResult }) => partitionResult.map((result) => errorName(result.errorCode))),
    ];
  };
  expect(await elect(0, [0, 1])).toEqual(['NONE', 'ELECTION_NOT_NEEDED', 'UNKNOWN_TOPIC_OR_PARTITION']);
  expect(await elect(1, [0])).toEqual(['NONE', 'ELECTION_NOT_NEEDED']);
  expect(await elect(0, null)).toEqual(['NONE']);
  expect(await elect(7, null)).toEqual(['INVALID_REQUEST']);
});

test('each producer id block begins where the last one ended', async () => {
  const { controller } = await startController();
  const brokerEpoch = controller.image.brokers.get(1)?.epoch ?? -1;
  const allocate = () => controller.allocateProducerIds({ brokerId: 1, brokerEpoch });
  expect(await Promise.all([allocate(), allocate()])).toMatchObject([
    { errorCode: 0, producerIdStart: 0, producerIdLen: 1000 },
    { errorCode: 0, producerIdStart: 1000, producerIdLen: 1000 },
  ]);
  const stale = await controller.allocateProducerIds({ brokerId: 1, brokerEpoch: brokerEpoch - 1 });
  expect(errorName(stale.errorCode)).toBe('STALE_BROKER_EPOCH');
});

test('ten thousand topics are created and replayed', async () => {
  const { controller, log } = await startController();
  const names = Array.from({ length: 10_000 }, (_, index) => `topic.${index}`);
  await Promise.all(names.map((name) => controller.createTopics(topicsRequest([{ name }]))));
  expect(controller.image.topicsByName.size).toBe(10_000);
  const restarted = await startController({ log, brokers: [] });
  expect(restarted.controller.image.topicsByName.size).toBe(10_000);
  expect(restarted.controller.image.topicsByName.get('topic.9999')).toEqual(controller.image.topicsByName.get('topic.9999'));
});

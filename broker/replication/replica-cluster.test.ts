import { afterEach, expect, test } from 'vitest';
import { fetchApi } from '../protocol/messages/fetch';
import { getReplicaLogInfoApi } from '../protocol/messages/get-replica-log-info';
import { ReplicaCluster } from '../simulation/replication/replica-cluster';

/** Three brokers that replicate, without sockets, in virtual time. */
let cluster: ReplicaCluster;

afterEach(async () => {
  expect(await cluster.stop()).toBe(0);
});

async function start(options: Parameters<typeof ReplicaCluster.start>[0] = {}): Promise<void> {
  cluster = await ReplicaCluster.start(options);
  cluster.controller.createTopic('t', [1, 2, 3]);
  await cluster.run();
}

test('what the leader was given is on every replica, and acks=all waits for it', async () => {
  await start();
  expect(await cluster.produced(1, ['a', 'b'])).toBe(0);
  expect(await cluster.produced(1, ['c'])).toBe(2);
  await cluster.run(10);
  for (const id of [1, 2, 3]) expect(await cluster.node(id).values()).toEqual(['a', 'b', 'c']);
});

test('acks=all takes one round trip of the followers, and consumers of the leader see the record then', async () => {
  await start();
  cluster.network.latencyMs = 1;
  await cluster.run(2000);
  let answer: number | string | undefined;
  void cluster.produce(1, ['a']).then((produced) => (answer = produced));
  await cluster.run(1);
  expect(answer).toBeUndefined();
  await cluster.run(1);
  expect([answer, cluster.node(1).log().highWatermark]).toEqual([0, 1]);
});

test('followers learn of the high watermark within milliseconds, and idle ones ask twice a second', async () => {
  await start();
  await cluster.produced(1, ['a']);
  await cluster.run(10);
  expect([2, 3].map((id) => cluster.node(id).log().highWatermark)).toEqual([1, 1]);
  cluster.network.requests.length = 0;
  await cluster.run(10_000);
  expect(cluster.network.requests.length).toBeLessThanOrEqual(2 * 2 * 10);
});

test('a producer that waits for each answer costs each follower little more than a fetch a record', async () => {
  await start();
  cluster.network.latencyMs = 0.5;
  await cluster.run(1000);
  cluster.network.requests.length = 0;
  for (let i = 0; i < 50; i++) {
    const answer = cluster.produce(1, [`v${i}`]);
    await cluster.run(1);
    expect(await answer).toBe(i);
  }
  expect(cluster.network.requests.length).toBeLessThan(2 * 60);
});

test('a partition that joins does not wait for the fetch that waits at its leader', async () => {
  await start();
  await cluster.run(50);
  cluster.controller.createTopic('u', [1, 2, 3]);
  await cluster.run();
  expect(await cluster.produced(1, ['a'], { topic: 'u' })).toBe(0);
  expect(await cluster.produced(1, ['b'])).toBe(0);
});

test('many partitions with leaders on every broker', async () => {
  await start();
  for (const leader of [1, 2, 3]) {
    cluster.controller.createTopic(`t${leader}`, [leader, (leader % 3) + 1, ((leader + 1) % 3) + 1], { partitions: 5 });
  }
  await cluster.run();
  for (const leader of [1, 2, 3]) {
    for (let partition = 0; partition < 5; partition++) {
      expect(await cluster.produced(leader, [`${leader} ${partition}`], { topic: `t${leader}`, partition })).toBe(0);
    }
  }
  await cluster.run(10);
  for (const leader of [1, 2, 3]) {
    for (const id of [1, 2, 3]) {
      expect(await cluster.node(id).values({ topic: `t${leader}`, partition: 4 })).toEqual([`${leader} 4`]);
    }
  }
});

test('only the broker itself, on the internal listener, is taken for a follower', async () => {
  await start();
  const stranger = cluster.network.peersOf(2);
  const response = await stranger.request(
    1,
    'test',
    fetchApi,
    { replicaState: { replicaId: 3, replicaEpoch: 2 }, maxWaitMs: 0, minBytes: 0, topics: [], forgottenTopicsData: [] },
    { timeoutMs: 1000 },
  );
  expect(response.errorCode).toBe(31);
});

test('a topic that is deleted and created anew starts empty everywhere', async () => {
  await start();
  await cluster.produced(1, ['old']);
  cluster.controller.deleteTopic('t');
  cluster.controller.createTopic('t', [2, 3, 1]);
  await cluster.run();
  expect(await cluster.produced(2, ['new'])).toBe(0);
  await cluster.run(10);
  for (const id of [1, 2, 3]) expect(await cluster.node(id).values()).toEqual(['new']);
});

test('a deletion missed while a broker was down is made up for', async () => {
  await start();
  await cluster.produced(1, ['old']);
  cluster.crash(3);
  cluster.controller.fail(3);
  cluster.controller.deleteTopic('t');
  await cluster.run();
  await cluster.restart(3);
  await cluster.run();
  expect(cluster.node(3).hasLog()).toBe(false);
});

test('a replica is moved to another broker, and its old one keeps nothing', async () => {
  await start({ brokers: 4 });
  for (let i = 0; i < 20; i++) await cluster.produced(1, [`v${i}`]);
  cluster.controller.change('t', { replicas: [1, 2, 3, 4], addingReplicas: [4], removingReplicas: [3] });
  await cluster.run(1000);
  expect(cluster.controller.partition('t').isr).toContain(4);
  cluster.controller.change('t', { replicas: [1, 2, 4], isr: [1, 2, 4], addingReplicas: [], removingReplicas: [] });
  await cluster.run();
  expect(cluster.node(3).hasLog()).toBe(false);
  expect(await cluster.produced(1, ['last'])).toBe(20);
  await cluster.run(10);
  expect((await cluster.node(4).values()).length).toBe(21);
});

test('deleted records are gone from every replica when the answer comes', async () => {
  await start();
  for (let i = 0; i < 5; i++) await cluster.produced(1, [`v${i}`]);
  const deleted = cluster.node(1).replicaManager.deleteRecords({ topic: 't', partition: 0 }, 3, 1000);
  await cluster.run(20);
  expect(await deleted).toBe(3);
  expect([1, 2, 3].map((id) => cluster.node(id).log().logStartOffset)).toEqual([3, 3, 3]);
  cluster.network.cut(1, 3);
  const late = cluster.node(1).replicaManager.deleteRecords({ topic: 't', partition: 0 }, -1, 1000);
  const outcome = late.catch((error: unknown) => String(error));
  await cluster.run(1000);
  expect(await outcome).toContain('in time');
});

test('every replica tells how far its log reaches, whatever part it plays', async () => {
  await start();
  await cluster.produced(1, ['a', 'b']);
  cluster.controller.change('t', { leader: 2 });
  await cluster.run();
  cluster.controller.change('t', { leader: -1 });
  await cluster.run();
  const { id: topicId } = cluster.controller.image.topicsByName.get('t') ?? { id: '' };
  const topicPartitions = [{ topicId, partitions: [0, 7] }];
  for (const id of [1, 2, 3]) {
    const request = { brokerId: 1, topicPartitions };
    const response = await cluster.network.peersOf(1).request(id, 'test', getReplicaLogInfoApi, request, { timeoutMs: 1000 });
    expect(response.brokerEpoch).toBe(cluster.controller.image.brokers.get(id)?.epoch);
    expect(response.topicPartitionLogInfoList[0]?.partitionLogInfo).toMatchObject([
      { partition: 0, errorCode: 0, lastWrittenLeaderEpoch: 0, currentLeaderEpoch: 2, logEndOffset: 2 },
      { partition: 7, errorCode: 100, logEndOffset: -1 },
    ]);
  }
});

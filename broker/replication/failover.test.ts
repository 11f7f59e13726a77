import { afterEach, expect, test } from 'vitest';
import { ReplicaCluster } from '../simulation/replication/replica-cluster';

/** What happens to records when leaders come and go. */
let cluster: ReplicaCluster;

afterEach(async () => {
  expect(await cluster.stop()).toBe(0);
});

async function start(options: Parameters<typeof ReplicaCluster.start>[0] = {}, replicas = [1, 2, 3]): Promise<void> {
  cluster = await ReplicaCluster.start(options);
  cluster.controller.createTopic('t', replicas);
  await cluster.run();
}

/** Every byte of the logs agrees. */
async function expectAgreement(ids: readonly number[], values: readonly string[]): Promise<void> {
  for (const id of ids) expect(await cluster.node(id).values(), `node ${id}`).toEqual(values);
  const logs = await Promise.all(ids.map((id) => cluster.node(id).bytes()));
  for (const log of logs) expect(log.equals(logs[0] ?? log)).toBe(true);
}

test('a follower that takes over has every acknowledged record and goes on', async () => {
  await start();
  for (let i = 0; i < 10; i++) expect(await cluster.produced(1, [`v${i}`])).toBe(i);
  cluster.crash(1);
  cluster.controller.fail(1);
  await cluster.run();
  expect(cluster.controller.partition('t')).toMatchObject({ leader: 2, isr: [2, 3] });
  expect(await cluster.produced(2, ['after'])).toBe(10);
  await cluster.run(10);
  await expectAgreement([2, 3], [...Array.from({ length: 10 }, (_, i) => `v${i}`), 'after']);
});

test('replication resumes within tens of milliseconds after the new leader is known', async () => {
  await start();
  cluster.network.latencyMs = 1;
  await cluster.run(100);
  cluster.crash(1);
  cluster.controller.fail(1);
  const produced = cluster.run().then(() => cluster.produce(2, ['a']));
  await cluster.run(30);
  expect(await produced).toBe(0);
});

test('the broker that was killed comes back, catches up and joins the ISR', async () => {
  await start();
  await cluster.produced(1, ['a']);
  cluster.crash(1, { power: true });
  cluster.controller.fail(1);
  await cluster.run();
  await cluster.produced(2, ['b']);
  await cluster.restart(1);
  await cluster.run(50);
  expect(cluster.controller.partition('t').isr).toEqual([2, 3, 1]);
  await expectAgreement([1, 2, 3], ['a', 'b']);
});

test('an idempotent producer’s repeat is recognised by the new leader', async () => {
  await start();
  const producer = { producerId: 7, producerEpoch: 0, baseSequence: 0 };
  await cluster.produced(1, ['before']);
  expect(await cluster.produced(1, ['a', 'b'], { producer })).toBe(1);
  cluster.crash(1);
  cluster.controller.fail(1);
  await cluster.run();
  expect(await cluster.produced(2, ['a', 'b'], { producer })).toBe(1);
  expect(await cluster.produced(2, ['c'], { producer: { ...producer, baseSequence: 2 } })).toBe(3);
  expect(await cluster.produced(2, ['e'], { producer: { ...producer, baseSequence: 4 } })).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER');
  await cluster.run(10);
  await expectAgreement([2, 3], ['before', 'a', 'b', 'c']);
});

test('a repeat of a write that only followers kept is recognised too, and acknowledged when it is committed', async () => {
  await start();
  const producer = { producerId: 7, producerEpoch: 0, baseSequence: 0 };
  cluster.network.cut(1, 3);
  void cluster.produce(1, ['a'], { producer });
  await cluster.run(20);
  cluster.crash(1);
  cluster.controller.fail(1);
  await cluster.run();
  expect(await cluster.produced(2, ['a'], { producer })).toBe(0);
  await cluster.run(10);
  await expectAgreement([2, 3], ['a']);
});

test('a leader that has not heard that it is none acknowledges nothing, and drops what it took', async () => {
  await start();
  await cluster.produced(1, ['a']);
  cluster.deafen(1);
  cluster.controller.change('t', { leader: 2 });
  await cluster.run();
  const stale = cluster.produce(1, ['lost']);
  const rightful = cluster.produce(2, ['b']);
  await cluster.run(100);
  cluster.controller.fail(1);
  await cluster.run(1000);
  await cluster.hear(1);
  await cluster.run(100);
  expect(await Promise.all([stale, rightful])).toEqual(['NOT_LEADER_OR_FOLLOWER', 1]);
  await expectAgreement([1, 2, 3], ['a', 'b']);
});

test('with the ISR below min.insync.replicas nothing is acknowledged, and what was written is committed later', async () => {
  await start({ properties: { 'min.insync.replicas': '2' } });
  for (const id of [2, 3]) {
    cluster.crash(id);
    cluster.controller.fail(id);
  }
  await cluster.run();
  expect(await cluster.produced(1, ['no'])).toBe('NOT_ENOUGH_REPLICAS');
  expect(await cluster.produced(1, ['a'], { acks: 1 })).toBe(0);
  expect(cluster.node(1).log().highWatermark).toBe(0);
  await cluster.restart(2);
  await cluster.run(50);
  expect(cluster.node(1).log().highWatermark).toBe(1);
  expect(await cluster.produced(1, ['b'])).toBe(1);
});

test('without followers and without a controller, acks=all ends in REQUEST_TIMED_OUT', async () => {
  await start({ properties: { 'min.insync.replicas': '2', 'replica.lag.time.max.ms': '5000' } });
  cluster.controller.failure = 'NOT_CONTROLLER';
  cluster.crash(2);
  cluster.crash(3);
  const produced = cluster.produce(1, ['a']);
  await cluster.run(29_999);
  expect(cluster.node(1).log().highWatermark).toBe(0);
  await cluster.run(1);
  expect(await produced).toBe('REQUEST_TIMED_OUT');
});

test('a follower out of reach leaves the ISR after the lag time, and joins when it has caught up', async () => {
  await start({ properties: { 'replica.lag.time.max.ms': '1000', 'replica.socket.timeout.ms': '2000' } });
  cluster.network.cut(1, 3);
  const waiting = cluster.produce(1, ['a']);
  await cluster.run(1499);
  expect(cluster.node(1).log().highWatermark).toBe(0);
  await cluster.run(501);
  expect(cluster.controller.partition('t').isr).toEqual([1, 2]);
  expect(await waiting).toBe(0);
  await cluster.produced(1, ['b']);
  cluster.network.heal();
  await cluster.run(4000);
  expect(cluster.controller.partition('t').isr).toEqual([1, 2, 3]);
  await expectAgreement([1, 2, 3], ['a', 'b']);
});

test('whoever leads, clients find the same records: twenty takeovers in a row', async () => {
  await start();
  const expected: string[] = [];
  for (let round = 0; round < 20; round++) {
    const { leader } = cluster.controller.partition('t');
    expected.push(`v${round}`);
    expect(await cluster.produced(leader, [`v${round}`])).toBe(round);
    cluster.crash(leader, { power: round % 2 === 0 });
    cluster.controller.fail(leader);
    await cluster.run();
    await cluster.restart(leader);
    await cluster.run(100);
    expect(cluster.controller.partition('t').isr.length).toBe(3);
  }
  await cluster.run(10);
  await expectAgreement([1, 2, 3], expected);
});

import { afterEach, expect, test } from 'vitest';
import { ReplicaCluster } from '../simulation/replication/replica-cluster';

/** Logs that went different ways and have to become one. */
let cluster: ReplicaCluster;

afterEach(async () => {
  expect(await cluster.stop()).toBe(0);
});

async function start(replicas: readonly number[], options: Parameters<typeof ReplicaCluster.start>[0] = {}): Promise<void> {
  cluster = await ReplicaCluster.start({ brokers: replicas.length, ...options });
  cluster.controller.createTopic('t', replicas);
  await cluster.run();
}

/** Writes that no other replica is asked about. */
async function write(id: number, ...values: readonly string[]): Promise<void> {
  for (const value of values) expect(typeof (await cluster.produced(id, [value], { acks: 1 }))).toBe('number');
}

async function expectLogs(ids: readonly number[], values: readonly string[]): Promise<void> {
  for (const id of ids) expect(await cluster.node(id).values({ uncommitted: true }), `node ${id}`).toEqual(values);
  const [first, ...others] = await Promise.all(ids.map((id) => cluster.node(id).bytes()));
  for (const other of others) expect(first?.equals(other)).toBe(true);
}

test('KIP-101, scenario 1: a follower that restarts does not cut what its high watermark has not reached', async () => {
  await start([1, 2]);
  await cluster.produced(1, ['m1']);
  await cluster.run(20);
  const second = cluster.produce(1, ['m2']);
  await cluster.run();
  expect([await second, cluster.node(2).log().highWatermark]).toEqual([1, 1]);
  cluster.crash(2);
  await cluster.restart(2);
  cluster.crash(1);
  cluster.controller.fail(1);
  await cluster.run();
  await cluster.restart(1);
  await cluster.run(100);
  await expectLogs([1, 2], ['m1', 'm2']);
});

test('KIP-101, scenario 2: two logs that part at the same offset become the new leader’s', async () => {
  await start([1, 2]);
  await cluster.produced(1, ['m1']);
  await cluster.node(2).log().flush();
  await cluster.produced(1, ['m2']);
  await cluster.node(1).log().flush();
  cluster.crash(1, { power: true });
  cluster.crash(2, { power: true });
  await cluster.restart(2);
  cluster.controller.change('t', { leader: 2, isr: [2] });
  await cluster.run();
  await write(2, 'm3');
  await cluster.restart(1);
  await cluster.run(100);
  await expectLogs([1, 2], ['m1', 'm3']);
  expect(cluster.controller.partition('t').isr).toEqual([2, 1]);
});

test('KIP-279: a follower that led in an epoch its leader never saw goes back further than one epoch', async () => {
  await start([1, 2]);
  await cluster.produced(1, ['e0']);
  cluster.network.cut(1, 2);
  cluster.controller.change('t', { leader: 1 });
  await cluster.run();
  await write(1, 'a1', 'a2');
  cluster.controller.change('t', { leader: 2 });
  cluster.controller.change('t', { leader: 2 });
  await cluster.run();
  await write(2, 'b1', 'b2', 'b3', 'b4', 'b5');
  cluster.controller.change('t', { leader: 1 });
  await cluster.run();
  await write(1, 'a3', 'a4');
  expect(cluster.node(1).log().endOffsetForEpoch(4)).toEqual({ leaderEpoch: 4, endOffset: 5 });
  cluster.controller.change('t', { leader: 2 });
  await cluster.run();
  cluster.network.heal();
  await cluster.run(60_000);
  await write(2, 'last');
  await cluster.run(20);
  await expectLogs([1, 2], ['e0', 'b1', 'b2', 'b3', 'b4', 'b5', 'last']);
});

test('KIP-279: an epoch that began and was given up without a record does not keep a replica from following', async () => {
  await start([1, 2, 3]);
  await cluster.produced(1, ['m1']);
  cluster.controller.change('t', { leader: 3 });
  await cluster.run();
  cluster.crash(3);
  cluster.controller.change('t', { leader: 1 });
  cluster.controller.fail(3);
  await cluster.run();
  expect(await cluster.produced(1, ['m2'])).toBe(1);
  await cluster.restart(3);
  await cluster.run(100);
  await expectLogs([1, 2, 3], ['m1', 'm2']);
});

test('after an unclean election the others drop what the leader never had, aloud', async () => {
  await start([1, 2, 3]);
  await cluster.produced(1, ['m1']);
  cluster.network.cut(1, 3);
  cluster.network.cut(2, 3);
  cluster.controller.fail(3);
  await cluster.run();
  for (const value of ['m2', 'm3']) await cluster.produced(1, [value]);
  await cluster.run(20);
  cluster.network.heal();
  cluster.controller.unfence(3);
  cluster.controller.change('t', { leader: 3, isr: [3] });
  await cluster.run(100);
  await write(3, 'n2');
  await cluster.run(100);
  await expectLogs([1, 2, 3], ['m1', 'n2']);
  const warnings = cluster.node(1).logger.lines.filter(({ level }) => level === 'warn');
  expect(warnings.map(({ message }) => message)).toContain('A follower drops records that were committed: its leader lost them.');
});

test('a replica that is too far behind for its leader starts anew where the leader starts', async () => {
  await start([1, 2, 3]);
  await cluster.produced(1, ['v0']);
  cluster.crash(3);
  cluster.controller.fail(3);
  await cluster.run();
  for (let i = 1; i < 10; i++) await cluster.produced(1, [`v${i}`]);
  const deleted = cluster.node(1).replicaManager.deleteRecords({ topic: 't', partition: 0 }, 6, 1000);
  await cluster.run(20);
  expect(await deleted).toBe(6);
  await cluster.restart(3);
  await cluster.run(100);
  expect(cluster.node(3).log().logStartOffset).toBe(6);
  expect(await cluster.node(3).values()).toEqual(['v6', 'v7', 'v8', 'v9']);
  expect(cluster.controller.partition('t').isr).toContain(3);
});

test('a tail lost with the power comes back from the leader, and nothing goes back meanwhile', async () => {
  await start([1, 2, 3]);
  for (let i = 0; i < 10; i++) await cluster.produced(1, [`v${i}`]);
  cluster.crash(2, { power: true });
  await cluster.restart(2);
  expect(cluster.node(2).log().logEndOffset).toBeLessThan(10);
  expect(cluster.node(1).log().highWatermark).toBe(10);
  await cluster.run(100);
  await expectLogs(
    [1, 2, 3],
    Array.from({ length: 10 }, (_, i) => `v${i}`),
  );
});

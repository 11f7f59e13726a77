import { afterEach, expect, test } from 'vitest';
import { zeroUuid } from '../protocol/primitives/uuid';
import { ReplicaCluster } from '../simulation/replication/replica-cluster';
import type { FetchLimits } from './fetch-partition';
import { FetchTarget } from './fetch-target';

/** Replicas that have much to fetch, slowly or at once. */
let cluster: ReplicaCluster;

afterEach(async () => {
  expect(await cluster.stop()).toBe(0);
});

const value = 'x'.repeat(1000);

/** Broker 3 is away while `count` records of about 1 kB are written to each partition, and comes back. */
async function awayFor(
  count: number,
  options: { partitions?: number; configs?: Record<string, string>; properties?: Record<string, string> } = {},
): Promise<void> {
  cluster = await ReplicaCluster.start({ properties: options.properties ?? {} });
  cluster.controller.createTopic('t', [1, 2, 3], { partitions: options.partitions ?? 1, configs: options.configs ?? {} });
  await cluster.run();
  cluster.crash(3);
  cluster.controller.fail(3);
  await cluster.run();
  for (let partition = 0; partition < (options.partitions ?? 1); partition++) {
    for (let i = 0; i < count; i++) await cluster.produced(1, [value], { partition });
  }
  cluster.network.requests.length = 0;
  await cluster.restart(3);
}

function fetchesOf(id: number): number {
  return cluster.network.requests.filter((request) => request.startsWith(`${id} → 1 Fetch`)).length;
}

function endOf(partition: number): number {
  return cluster.node(3).log('t', partition).logEndOffset;
}

test('a fetch brings at most what one response may hold, and every partition gets its turn', async () => {
  const limits = { 'replica.fetch.response.max.bytes': '10000', 'replica.fetch.max.bytes': '5000' };
  await awayFor(40, { partitions: 4, properties: limits });
  const ends: number[][] = [];
  cluster.network.latencyMs = 1;
  for (let round = 0; round < 60; round++) {
    await cluster.run(2);
    ends.push([0, 1, 2, 3].map(endOf));
  }
  expect([0, 1, 2, 3].map(endOf)).toEqual([40, 40, 40, 40]);
  expect(fetchesOf(3)).toBeGreaterThan(18);
  for (const each of ends) expect(Math.max(...each) - Math.min(...each)).toBeLessThanOrEqual(15);
});

test('a batch larger than all limits comes whole', async () => {
  await awayFor(0, { properties: { 'replica.fetch.response.max.bytes': '100', 'replica.fetch.max.bytes': '100' } });
  await cluster.run(100);
  expect(await cluster.produced(1, [value])).toBe(0);
  await cluster.run(20);
  expect(endOf(0)).toBe(1);
});

test.each(['leader', 'follower'])('a throttle on the %s’s side slows a replica that catches up to its rate', async (side) => {
  await awayFor(100, {
    configs: { [`${side}.replication.throttled.replicas`]: '0:1,0:3' },
    properties: { [`${side}.replication.throttled.rate`]: '10000', 'replica.fetch.max.bytes': '5000' },
  });
  await cluster.run(2000);
  expect(endOf(0)).toBeGreaterThan(20);
  expect(endOf(0)).toBeLessThan(40);
  expect(fetchesOf(3)).toBeLessThan(30);
  await cluster.run(10_000);
  expect(endOf(0)).toBe(100);
  expect(cluster.controller.partition('t').isr).toContain(3);
});

test('a replica in sync is never throttled', async () => {
  cluster = await ReplicaCluster.start();
  cluster.controller.setBrokerConfig('leader.replication.throttled.rate', '1');
  cluster.controller.setBrokerConfig('follower.replication.throttled.rate', '1');
  const configs = { 'leader.replication.throttled.replicas': '*', 'follower.replication.throttled.replicas': '*' };
  cluster.controller.createTopic('t', [1, 2, 3], { configs });
  await cluster.run();
  for (let i = 0; i < 50; i++) expect(await cluster.produced(1, [value])).toBe(i);
});

test('a follower whose disk is full goes on when there is room', async () => {
  await awayFor(0);
  await cluster.run(100);
  const { fileSystem } = cluster.node(3);
  fileSystem.capacityBytes = fileSystem.usedBytes + 1500;
  for (let i = 0; i < 3; i++) void cluster.produce(1, [value], { acks: 1 });
  await cluster.run(3000);
  expect(endOf(0)).toBeLessThan(3);
  fileSystem.capacityBytes = Number.MAX_SAFE_INTEGER;
  await cluster.run(2000);
  expect(endOf(0)).toBe(3);
});

test('a leader sends a consumer to an in-sync replica in its rack', async () => {
  cluster = await ReplicaCluster.start({
    racks: { 1: 'a', 2: 'b', 3: 'c' },
    properties: { 'replica.selector.class': 'org.apache.kafka.common.replica.RackAwareReplicaSelector' },
  });
  cluster.controller.createTopic('t', [1, 2, 3]);
  await cluster.run();
  await cluster.produced(1, ['a']);
  const sentTo = async (rack: string, fetchOffset = 0): Promise<number | undefined> => {
    const limits: FetchLimits = {
      access: { by: 'consumer', isolation: 'read_uncommitted', anyReplica: true, rack },
      minBytes: 1,
      maxBytes: 1000,
      maxWaitMs: 0,
      isOvertaken: () => false,
      reader: 'test',
    };
    const target = new FetchTarget({
      topicPartition: { topic: 't', partition: 0 },
      topicId: zeroUuid,
      fetchOffset,
      maxBytes: 1000,
      currentLeaderEpoch: -1,
      lastFetchedEpoch: -1,
      logStartOffset: -1,
      highWatermark: -1,
    });
    const [fetched] = await cluster.node(1).replicaManager.fetch([target], limits);
    return fetched?.preferredReadReplica;
  };
  expect([await sentTo('a'), await sentTo('b'), await sentTo('c'), await sentTo('d'), await sentTo('')]).toEqual([
    -1, 2, 3, -1, -1,
  ]);
  cluster.controller.fail(2);
  await cluster.run();
  expect(await sentTo('b')).toBe(-1);
});

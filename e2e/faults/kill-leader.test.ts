import type { RetryOptions } from 'kafkajs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FaultCluster } from './fixtures/fault-cluster';
import { printPauses } from './fixtures/figures';
import { judge } from './fixtures/history';
import { readTopic } from './fixtures/read-topic';
import { kills } from './fixtures/settings';
import { fastRetry, Writers } from './fixtures/writers';

const partitions = 6;
let cluster: FaultCluster;

beforeAll(async () => {
  cluster = await FaultCluster.start();
});

afterAll(async () => {
  await cluster.remove();
});

/** Kills the leader of a busy partition and the quorum's leader in turn, each time when all is well again. */
async function killUnderLoad(topic: string, times: number, client: { retry: RetryOptions; requestTimeoutMs: number }) {
  await cluster.createTopic(topic, partitions, { 'min.insync.replicas': '2' });
  const writers = new Writers({ bootstrapServers: cluster.bootstrapServers, topic, partitions, ...client });
  await writers.start();
  const pausesMs: number[] = [];
  for (let kill = 0; kill < times; kill += 1) {
    const described = (await cluster.topic(topic))?.partitions ?? [];
    const victim = kill % 2 === 0 ? (described[(kill / 2) % partitions]?.leader ?? -1) : await cluster.quorumLeader();
    const led = described.filter(({ leader }) => leader === victim);
    const killedMs = await cluster.crash(victim);
    for (const { partition } of led) {
      const { endedMs } = await writers.nextAcknowledgement(partition, killedMs);
      pausesMs.push(endedMs - killedMs);
    }
    await cluster.untilAllAlive(3);
    await cluster.untilInSync(topic);
    await cluster.electPreferredLeaders(topic);
  }
  await writers.stop();
  const acknowledged = writers.acknowledged.map(({ send }) => send);
  const verdict = judge({ acknowledged, lastSequences: writers.lastSequences, read: await readTopic(cluster.client, topic) });
  return { verdict, pausesMs };
}

test(`kill -9 of ${kills} leaders under load: what was acknowledged is there once, in order`, async () => {
  const { verdict, pausesMs } = await killUnderLoad('busy', kills, { retry: fastRetry, requestTimeoutMs: 3000 });
  expect(verdict).toMatchObject({ lost: [], doubled: [], outOfOrder: [], unsent: [] });
  expect(verdict.acknowledged).toBeGreaterThan(kills * 100);
  expect(pausesMs.length).toBeGreaterThan(0);
  printPauses('failover, fast client', pausesMs);
}, 3_600_000);

test('the same with the settings kafkajs has by itself', async () => {
  const times = Math.max(2, Math.round(kills / 5));
  const { verdict, pausesMs } = await killUnderLoad('defaults', times, { retry: {}, requestTimeoutMs: 30_000 });
  expect(verdict).toMatchObject({ lost: [], doubled: [], outOfOrder: [], unsent: [] });
  printPauses('failover, kafkajs defaults', pausesMs);
}, 3_600_000);

test('a leader and the quorum leader at once: nothing acknowledged is lost, and writes go on when one is back', async () => {
  const topic = 'both';
  await cluster.createTopic(topic, partitions, { 'min.insync.replicas': '2' });
  const writers = new Writers({ bootstrapServers: cluster.bootstrapServers, topic, partitions });
  await writers.start();
  const pausesMs: number[] = [];
  for (let round = 0; round < Math.max(1, Math.round(kills / 5)); round += 1) {
    // After a round one broker may lead the quorum and every partition.
    await cluster.electPreferredLeaders(topic);
    const quorumLeader = await cluster.quorumLeader();
    const described = (await cluster.topic(topic))?.partitions ?? [];
    const leader = described.find((partition) => partition.leader !== quorumLeader)?.leader ?? -1;
    const returnsBefore = cluster.returns;
    await Promise.all([cluster.crash(quorumLeader), cluster.crash(leader)]);
    await cluster.until('one of them is back', () => Promise.resolve(cluster.returns > returnsBefore));
    const backMs = performance.now();
    for (const { partition } of described) {
      const { endedMs } = await writers.nextAcknowledgement(partition, backMs);
      pausesMs.push(endedMs - backMs);
    }
    await cluster.untilAllAlive(3);
    await cluster.untilInSync(topic);
  }
  await writers.stop();
  const acknowledged = writers.acknowledged.map(({ send }) => send);
  expect(
    judge({ acknowledged, lastSequences: writers.lastSequences, read: await readTopic(cluster.client, topic) }),
  ).toMatchObject({ lost: [], doubled: [], outOfOrder: [], unsent: [] });
  printPauses('both leaders, after the first is back', pausesMs);
}, 3_600_000);

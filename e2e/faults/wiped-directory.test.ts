import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryIdOf, logsOf } from './fixtures/broker-files';
import { FaultCluster } from './fixtures/fault-cluster';
import { expectNothingLost, startWriters, untilWriting } from './fixtures/workload';

let cluster: FaultCluster;

beforeAll(async () => {
  cluster = await FaultCluster.start();
});

afterAll(async () => {
  await cluster.remove();
});

test('a wiped broker comes back as a new directory and is rebuilt from the leaders', async () => {
  const topic = 'wiped';
  const writers = await startWriters(cluster, topic);
  const victim = await cluster.quorumLeader();
  const before = await directoryIdOf(cluster.directory, victim);
  await cluster.act(victim, 'kill');
  await cluster.act(victim, 'wipe');
  expect(await directoryIdOf(cluster.directory, victim)).not.toBe(before);
  await untilWriting(writers);
  await cluster.act(victim, 'start');
  await cluster.untilAllAlive(3);
  await cluster.untilInSync(topic);
  await cluster.until('it votes again', async () => (await cluster.voters()).some(({ id }) => id === victim));
  await untilWriting(writers);
  await writers.stop();
  await expectNothingLost(cluster, topic, writers);
  const [own, other] = await Promise.all([victim, (victim % 3) + 1].map((id) => logsOf(cluster.directory, id, topic)));
  expect(own?.size).toBe(other?.size);
  expect((await cluster.voters()).map(({ id }) => id).toSorted()).toEqual([1, 2, 3]);
}, 300_000);

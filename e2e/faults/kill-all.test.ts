import { afterEach, beforeEach, expect, test } from 'vitest';
import { brokerLog, garbleTails, logsOf, tearTails } from './fixtures/broker-files';
import { FaultCluster } from './fixtures/fault-cluster';
import { expectNothingLost, partitions, startWriters, untilWriting } from './fixtures/workload';
import { Writers } from './fixtures/writers';

const brokers = [1, 2, 3] as const;
let cluster: FaultCluster;

beforeEach(async () => {
  cluster = await FaultCluster.start();
});

afterEach(async () => {
  await cluster.remove();
});

/** Writes for a while, then kills everything at once. What is in flight has no answer any more. */
async function writeAndKillAll(topic: string, between: () => Promise<void>): Promise<Writers> {
  const writers = await startWriters(cluster, topic);
  for (let round = 0; round < 20; round += 1) await untilWriting(writers);
  await Promise.all([writers.abandon(), cluster.killAllAndStart(between)]);
  await cluster.untilInSync(topic);
  return writers;
}

async function expectSameLogs(topic: string): Promise<void> {
  await cluster.until('all replicas hold the same bytes', async () => {
    const [first, ...others] = await Promise.all(brokers.map((broker) => logsOf(cluster.directory, broker, topic)));
    if (first === undefined || first.size !== partitions) return false;
    return others.every((logs) => [...first].every(([name, bytes]) => logs.get(name)?.equals(bytes) === true));
  });
}

test('kill -9 of all brokers at once: what was acknowledged is there', async () => {
  const writers = await writeAndKillAll('all', () => Promise.resolve());
  await expectNothingLost(cluster, 'all', writers);
  await expectSameLogs('all');
}, 300_000);

test('the same with the tails of one broker torn: it catches up, and nothing is lost', async () => {
  for (const tear of [tearTails, garbleTails]) {
    const topic = `torn-${tear.name.toLowerCase()}`;
    const writers = await writeAndKillAll(topic, async () => {
      await tear(cluster.directory, 2, topic, 700);
    });
    await expectNothingLost(cluster, topic, writers);
    await expectSameLogs(topic);
  }
  expect(await brokerLog(cluster.directory, 2)).toMatch(/cut/);
}, 300_000);

test('with all tails torn, the replicas agree again, say what was cut, and take writes', async () => {
  const topic = 'power';
  await writeAndKillAll(topic, async () => {
    for (const broker of brokers) await garbleTails(cluster.directory, broker, topic, 300 * broker);
  });
  await expectSameLogs(topic);
  for (const broker of brokers) expect(await brokerLog(cluster.directory, broker)).toMatch(/cut/);
  const writers = new Writers({ bootstrapServers: cluster.bootstrapServers, topic, partitions, name: 'after' });
  await writers.start();
  await writers.stop();
  await expectSameLogs(topic);
}, 300_000);

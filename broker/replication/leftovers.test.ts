import { afterEach, expect, test } from 'vitest';
import { ReplicaCluster } from '../simulation/replication/replica-cluster';

/** Broker 3 is down while the controller decides something about its replicas, and then starts. */
let cluster: ReplicaCluster;

const directory = '/data/broker';

afterEach(async () => {
  expect(await cluster.stop()).toBe(0);
});

async function whileDown(decide: () => void): Promise<void> {
  cluster = await ReplicaCluster.start();
  for (const topic of ['t', 'kept']) {
    cluster.controller.createTopic(topic, [1, 2, 3]);
    await cluster.run();
    expect(await cluster.produced(1, ['a', 'b'], { topic })).toBe(0);
  }
  cluster.crash(3);
  cluster.controller.fail(3);
  decide();
  await cluster.run();
}

/** Names of partition directories on broker 3's disk, ids left out. */
async function directories(): Promise<string[]> {
  const names = await cluster.node(3).fileSystem.list(directory);
  return names.filter((name) => name.includes('-0')).map((name) => name.replace(/[0-9a-f]{32}/, '<id>'));
}

/** Its log is open by then, or it is not. */
async function restart(how: 'open' | 'not open'): Promise<void> {
  const { fileSystem } = cluster.node(3);
  if (how === 'not open') fileSystem.fail({ operation: 'list', code: 'EIO', path: (path) => path.endsWith('/t-0') });
  await cluster.restart(3);
  await cluster.run(1000);
}

const open = ['open', 'not open'] as const;

test.each(open)('the log of a topic that was deleted is put aside (%s)', async (how) => {
  await whileDown(() => cluster.controller.deleteTopic('t'));
  await restart(how);
  expect(await directories()).toEqual(['kept-0', 't-0.<id>-stray']);
  const names = await cluster.node(3).fileSystem.list(directory);
  const stray = names.find((name) => name.endsWith('-stray')) ?? '';
  expect(await cluster.node(3).fileSystem.list(`${directory}/${stray}`)).toContain('00000000000000000000.log');
  expect(await cluster.node(3).values({ topic: 'kept' })).toEqual(['a', 'b']);
});

test.each(open)('a topic that was created anew does not inherit the log of the old one (%s)', async (how) => {
  await whileDown(() => {
    cluster.controller.deleteTopic('t');
    cluster.controller.createTopic('t', [1, 2, 3]);
    cluster.controller.fail(3);
  });
  expect(await cluster.produced(1, ['new'])).toBe(0);
  await restart(how);
  expect(await directories()).toEqual(['kept-0', 't-0', 't-0.<id>-stray']);
  expect(await cluster.node(3).values()).toEqual(['new']);
  expect(await cluster.node(3).bytes()).toEqual(await cluster.node(1).bytes());
});

test.each(open)('a replica that moved away is removed as while the broker is up (%s)', async (how) => {
  await whileDown(() => cluster.controller.change('t', { replicas: [1, 2], isr: [1, 2] }));
  await restart(how);
  expect(await directories()).toEqual(['kept-0', 't-0.<id>-delete']);
  await cluster.run(60_000);
  expect(await directories()).toEqual(['kept-0']);
});

test('a log whose topic is not known is put aside unless the broker has a replica of that name', async () => {
  await whileDown(() => cluster.controller.change('t', { replicas: [1, 2], isr: [1, 2] }));
  for (const name of ['t-0', 'kept-0']) await cluster.node(3).fileSystem.removeFile(`${directory}/${name}/partition.metadata`);
  await restart('open');
  expect(await directories()).toEqual(['kept-0', 't-0.<id>-stray']);
  expect(await cluster.node(3).values({ topic: 'kept' })).toEqual(['a', 'b']);
});

test('one that cannot be put aside does not keep the broker from starting', async () => {
  await whileDown(() => cluster.controller.deleteTopic('t'));
  cluster.node(3).fileSystem.fail({ operation: 'rename', code: 'EIO', path: (path) => path.endsWith('/t-0') });
  await restart('open');
  expect(await directories()).toEqual(['kept-0', 't-0']);
  expect(await cluster.node(3).values({ topic: 'kept' })).toEqual(['a', 'b']);
  cluster.controller.createTopic('t', [1, 2, 3]);
  await cluster.run(1000);
  expect(await cluster.produced(1, ['new'])).toBe(0);
  await cluster.run(1000);
  expect(await cluster.node(3).values()).toEqual(['new']);
});

import { afterEach, expect, test } from 'vitest';
import type { FileErrorCode } from '../platform/file-system';
import { ReplicaCluster } from '../simulation/replication/replica-cluster';

/** A broker that starts while the disk does not let it open its logs. */
let cluster: ReplicaCluster;

afterEach(async () => {
  expect(await cluster.stop()).toBe(0);
});

interface Failure {
  /** Attempts to open a log that fail, by partition. */
  readonly times: readonly number[];
  readonly code?: FileErrorCode;
  readonly replicas?: number[];
}

/** Broker 3 starts again; a log is opened first at the start, then for the metadata, then again and again. */
async function restart({ times, code = 'ENOSPC', replicas = [1, 2, 3] }: Failure): Promise<void> {
  cluster = await ReplicaCluster.start();
  cluster.controller.createTopic('t', replicas, { partitions: times.length });
  await cluster.run();
  await cluster.produced(replicas[0] ?? 0, ['a']);
  cluster.crash(3);
  cluster.controller.fail(3);
  await cluster.run();
  for (const [partition, count] of times.entries()) {
    const isDirectory = (path: string): boolean => path.endsWith(`/t-${partition}`);
    cluster.node(3).fileSystem.fail({ operation: 'list', code, path: isDirectory, times: count });
  }
  await cluster.restart(3);
}

/** Names of partition directories on broker 3's disk, ids left out. */
async function directories(): Promise<string[]> {
  const names = await cluster.node(3).fileSystem.list('/data/broker');
  return names.filter((name) => name.startsWith('t-')).map((name) => name.replace(/[0-9a-f]{32}/, '<id>'));
}

function linesOfBroker3(level: string): string[] {
  const lines = cluster.node(3).logger.lines.filter((line) => line.level === level);
  return lines.map(({ message }) => message).filter((message) => /could not be|The log of/.test(message));
}

test('a follower whose log found no room follows once there is some, without a restart', async () => {
  await restart({ times: [4] });
  await cluster.run(1500);
  expect(() => cluster.node(3).partition()).toThrow('the disk is full');
  expect(await cluster.produced(1, ['b'])).toBe(1);
  await cluster.run(2000);
  expect(await cluster.node(3).values()).toEqual(['a', 'b']);
  expect(cluster.controller.partition('t').isr).toContain(3);
  expect(linesOfBroker3('error')).toEqual([
    'A log could not be opened; its partition is offline.',
    'The log of t-0 cannot be used.',
  ]);
  expect(linesOfBroker3('info')).toEqual(['The log of t-0 can be used again.']);
});

test('a leader whose log found no room leads once there is some', async () => {
  await restart({ times: [3], replicas: [3] });
  cluster.controller.change('t', { isr: [3], leader: 3 });
  expect(await cluster.produced(3, ['b'])).toBe('KAFKA_STORAGE_ERROR');
  await cluster.run(1000);
  expect(await cluster.produced(3, ['b'])).toBe(1);
  expect(await cluster.node(3).values()).toEqual(['a', 'b']);
});

test('one that finds no room for long does not hold up those that would', async () => {
  await restart({ times: [100, 2, 2] });
  await cluster.run(2000);
  expect([0, 1, 2].map((partition) => cluster.node(3).hasLog('t', partition))).toEqual([false, true, true]);
});

test('a partition that is gone when there is room stays away, and one of its name starts anew', async () => {
  await restart({ times: [3] });
  cluster.controller.deleteTopic('t');
  await cluster.run(5000);
  expect(cluster.node(3).hasLog()).toBe(false);
  expect(linesOfBroker3('info')).toEqual([]);
  cluster.controller.createTopic('t', [1, 2, 3]);
  await cluster.run(2000);
  expect(await cluster.produced(1, ['new'])).toBe(0);
  await cluster.run(1000);
  expect(await cluster.node(3).values()).toEqual(['new']);
});

test.each([
  ['its topic is deleted', () => cluster.controller.deleteTopic('t')],
  ['it is moved to other brokers', () => cluster.controller.change('t', { replicas: [1, 2], isr: [1, 2] })],
])('a replica whose log is not open goes with its directory when %s, and is not tried again', async (_, go) => {
  await restart({ times: [1000] });
  go();
  await cluster.run();
  expect(await directories()).toEqual(['t-0.<id>-delete']);
  const lines = cluster.node(3).logger.lines.length;
  await cluster.run(60_000);
  expect(await directories()).toEqual([]);
  expect(cluster.node(3).logger.lines.length).toBe(lines);
  expect(() => cluster.node(3).partition()).toThrow('does not');
});

test('of a topic some of whose logs are open all directories go', async () => {
  await restart({ times: [0, 1000] });
  expect([0, 1].map((partition) => cluster.node(3).hasLog('t', partition))).toEqual([true, false]);
  cluster.controller.deleteTopic('t');
  await cluster.run();
  expect(await directories()).toEqual(['t-0.<id>-delete', 't-1.<id>-delete']);
});

test('one that cannot be created for want of room leaves nothing when its topic is deleted', async () => {
  cluster = await ReplicaCluster.start();
  const { fileSystem } = cluster.node(3);
  fileSystem.fail({ operation: 'open', code: 'ENOSPC', path: (path) => path.endsWith('.log'), times: 3 });
  cluster.controller.createTopic('t', [1, 2, 3]);
  await cluster.run(1500);
  expect(() => cluster.node(3).partition()).toThrow('the disk is full');
  cluster.controller.deleteTopic('t');
  await cluster.run();
  expect(await directories()).toEqual([]);
});

test('a directory that cannot be renamed is said, and goes at the next start', async () => {
  await restart({ times: [1000] });
  cluster.node(3).fileSystem.fail({ operation: 'rename', code: 'ENOSPC', path: (path) => path.endsWith('t-0') });
  cluster.controller.deleteTopic('t');
  await cluster.run(5000);
  expect(await directories()).toEqual(['t-0']);
  expect(linesOfBroker3('error')).toContain(
    'The log of a partition that is gone could not be removed; the next start removes it.',
  );
  cluster.crash(3);
  cluster.node(3).fileSystem.clearFaults();
  await cluster.restart(3);
  expect(await directories()).toEqual(['t-0.<id>-stray']);
});

test('a log that failed otherwise waits for the next start', async () => {
  await restart({ times: [1], code: 'EIO' });
  await cluster.run(10_000);
  expect(() => cluster.node(3).partition()).toThrow('could not be opened');
});

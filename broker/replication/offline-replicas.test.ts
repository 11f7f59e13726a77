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

function linesOfBroker3(level: string): string[] {
  const lines = cluster.node(3).logger.lines.filter((line) => line.level === level);
  return lines.map(({ message }) => message).filter((message) => /could not be opened|The log of/.test(message));
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

test('a log that failed otherwise waits for the next start', async () => {
  await restart({ times: [1], code: 'EIO' });
  await cluster.run(10_000);
  expect(() => cluster.node(3).partition()).toThrow('could not be opened');
});

import { expect, test } from 'vitest';
import { zeroUuid } from '../protocol/primitives/uuid';
import { encodeBatch } from '../protocol/records/encode-batch';
import { leaderChange } from './quorum/control-records';
import { MetadataLogStore } from './quorum/metadata-log-store';
import { writeQuorumState } from './quorum-state';
import type { RaftDriver } from './raft-driver';
import { topicsRequest } from '../simulation/metadata/controller-fixture';
import {
  formattedPlatform,
  logDirectory,
  logFile,
  nobodyListens,
  openDriver,
  startDriver,
  startOnDisk,
  type SimPlatform,
} from '../simulation/metadata/storage-fixture';

/** Every value the log holds, one element per batch, control batches left out. */
async function committedTexts(platform: SimPlatform): Promise<string[][]> {
  const texts: string[][] = [];
  const driver = await startDriver(platform, {
    ...nobodyListens,
    onCommit: (batches) => {
      for (const { values } of batches) if (values.length > 0) texts.push(values.map((value) => value.toString()));
      return Promise.resolve();
    },
  });
  await driver.close();
  return texts;
}

const append = (driver: RaftDriver, records: Buffer[]) => driver.append(driver.leader.epoch, records).committed;
const values = (...texts: string[]) => texts.map((text) => Buffer.from(text));

test('every start is a new epoch, in quorum-state and in the log', async () => {
  const platform = await formattedPlatform();
  for (const epoch of [1, 2, 3]) {
    const driver = await startDriver(platform);
    expect(driver.leader.epoch).toBe(epoch);
    // The first time the voters are written too, with the version of KRaft.
    const endOffset = epoch + 2;
    expect(driver.nextOffset).toBe(endOffset);
    expect(driver.status()).toMatchObject({
      isLeader: true,
      leaderId: 1,
      leaderEpoch: epoch,
      highWatermark: endOffset,
      voters: [{ id: 1, logEndOffset: endOffset }],
    });
    await driver.close();
  }
  const state: unknown = JSON.parse((await platform.fileSystem.readFile(`${logDirectory}/quorum-state`)).toString());
  expect(state).toMatchObject({ leaderId: 1, leaderEpoch: 3, votedId: 1, data_version: 1 });
});

test('a directory whose log never held its voters goes on, and holds them from then on', async () => {
  const platform = await formattedPlatform();
  const { store } = await MetadataLogStore.open({ platform, directory: logDirectory, segmentBytes: 2 ** 20, segmentMs: 2 ** 40 });
  const change = leaderChange({ leaderId: 1, voterIds: [1], grantingVoterIds: [1] }, 0);
  const record = { key: null, value: Buffer.from('old'), timestampMs: 0 };
  for (const batch of [encodeBatch([change], { isControl: true }), encodeBatch([record])])
    await store.log.appendAsLeader(batch, { leaderEpoch: 4, origin: 'raft-leader' });
  await store.close();
  const { fileSystem } = platform;
  await writeQuorumState(fileSystem, logDirectory, { leaderId: 1, leaderEpoch: 4, votedId: 1, votedDirectoryId: zeroUuid });
  for (const [epoch, nextOffset] of [
    [5, 5],
    [6, 6],
  ]) {
    const driver = await startDriver(platform);
    expect([driver.leader.epoch, driver.nextOffset]).toEqual([epoch, nextOffset]);
    await driver.close();
  }
  expect(await committedTexts(platform)).toEqual([['old']]);
});

test('an epoch that was only voted for is not used again', async () => {
  const platform = await formattedPlatform();
  platform.fileSystem.fail({ operation: 'write', code: 'ENOSPC', path: (path) => path === logFile });
  await expect(startDriver(platform)).rejects.toMatchObject({ errorName: 'KAFKA_STORAGE_ERROR' });
  expect((await startDriver(platform)).leader.epoch).toBe(2);
});

test('what was acknowledged survives a power failure', async () => {
  const platform = await formattedPlatform();
  const driver = await startDriver(platform);
  await append(driver, values('a', 'b'));
  await Promise.all([append(driver, values('c')), append(driver, values('d')), append(driver, values('e'))]);
  platform.fileSystem.crash();
  expect(await committedTexts(platform)).toEqual([['a', 'b'], ['c'], ['d'], ['e']]);
});

test('appends that come during a sync share the next one', async () => {
  const platform = await formattedPlatform();
  const driver = await startDriver(platform);
  let syncs = 0;
  platform.fileSystem.fail({
    operation: 'sync',
    code: 'EIO',
    times: Number.MAX_SAFE_INTEGER,
    path: (path) => {
      if (path === logFile) syncs += 1;
      return false;
    },
  });
  const first = append(driver, values('first'));
  const rest = Promise.resolve().then(() => Array.from({ length: 99 }, (_, index) => append(driver, values(String(index)))));
  await Promise.all([first, ...(await rest)]);
  expect(syncs).toBeLessThanOrEqual(2);
  expect(driver.nextOffset).toBe(103);
});

test('a failed write or sync is final: what waits and what comes is refused, and the next start goes on before it', async () => {
  for (const operation of ['write', 'sync'] as const) {
    const platform = await formattedPlatform();
    const driver = await startDriver(platform);
    await append(driver, values('a'));
    platform.fileSystem.fail({ operation, code: operation === 'write' ? 'ENOSPC' : 'EIO', path: (path) => path === logFile });
    const results = await Promise.allSettled([append(driver, values('b')), append(driver, values('c'))]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(() => append(driver, values('d'))).toThrow('does not lead');
    expect(await driver.failed).toMatchObject({ errorName: 'KAFKA_STORAGE_ERROR' });
    platform.fileSystem.crash();
    expect(await committedTexts(platform)).toEqual([['a']]);
  }
});

test('a tail torn at any byte of the last batch is cut off, all before it is kept', async () => {
  const platform = await formattedPlatform();
  const driver = await startDriver(platform);
  await append(driver, values('first'));
  const before = (await platform.fileSystem.stat(logFile))?.sizeBytes ?? 0;
  await append(driver, values('second', 'third'));
  await driver.close();
  const whole = await platform.fileSystem.readFile(logFile);
  for (let sizeBytes = before; sizeBytes < whole.length; sizeBytes += 1) {
    const torn = await formattedPlatform();
    await torn.fileSystem.replaceFile(logFile, whole.subarray(0, sizeBytes));
    expect(await committedTexts(torn)).toEqual([['first']]);
  }
});

test('a restarted controller has the same image; producer ids are never given out twice, power failure or not', async () => {
  const platform = await formattedPlatform();
  const seen = new Set<number>();
  let offset = -1;
  for (const incarnation of ['A', 'B', 'C', 'D']) {
    const { controller, brokerEpoch } = await startOnDisk(platform, incarnation);
    expect(controller.image.offset).toBeGreaterThan(offset);
    const { producerIdStart } = await controller.allocateProducerIds({ brokerId: 1, brokerEpoch });
    expect(seen.has(producerIdStart)).toBe(false);
    seen.add(producerIdStart);
    await controller.createTopics(topicsRequest([{ name: `topic-${incarnation}`, numPartitions: 2 }]));
    offset = controller.image.offset;
    if (incarnation === 'B') platform.fileSystem.killProcess();
    else platform.fileSystem.crash();
  }
  const { controller } = await startOnDisk(platform, 'E');
  expect([...controller.image.topicsByName.keys()].sort()).toEqual(['topic-A', 'topic-B', 'topic-C', 'topic-D']);
  expect(controller.image.nextProducerId).toBe(4000);
});

test('a directory copied from another node is refused', async () => {
  const platform = await formattedPlatform();
  const properties = (await platform.fileSystem.readFile('/data/broker-1/meta.properties')).toString();
  await platform.fileSystem.replaceFile(
    '/data/broker-1/meta.properties',
    Buffer.from(properties.replace('node.id=1', 'node.id=2')),
  );
  await expect(openDriver(platform)).rejects.toMatchObject({ name: 'StorageError' });
});

test('a missing bootstrap checkpoint is refused', async () => {
  const platform = await formattedPlatform();
  await platform.fileSystem.removeFile(`${logDirectory}/00000000000000000000-0000000000.checkpoint`);
  await expect(openDriver(platform)).rejects.toThrow('names no voter');
});

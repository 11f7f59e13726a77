import { expect, test } from 'vitest';
import { encodeBatch } from '../../protocol/records/encode-batch';
import type { SnapshotId } from '../../raft/raft-message';
import { VoterSet } from '../../raft/voter-set';
import { formattedPlatform, logDirectory, type SimPlatform } from '../../simulation/metadata/storage-fixture';
import { MetadataLogStore } from './metadata-log-store';
import { snapshotFileName } from './snapshot-files';
import { encodeSnapshot } from './snapshot-format';

const voters = new VoterSet([{ id: 7, directoryId: 'DDDDDDDDDDDDDDDDDDDDDA', endpoints: [] }]);

const open = (platform: SimPlatform) =>
  MetadataLogStore.open({ platform, directory: logDirectory, segmentBytes: 1024 * 1024, segmentMs: Number.MAX_SAFE_INTEGER });

async function append(store: MetadataLogStore, epoch: number, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const records = encodeBatch([{ key: null, value: Buffer.from(`value ${index}`), timestampMs: 0 }]);
    await store.log.appendAsLeader(records, { leaderEpoch: epoch, origin: 'raft-leader' });
  }
  await store.log.flush();
  store.log.updateHighWatermark(store.log.logEndOffset);
}

const contentOf = ({ epoch }: SnapshotId) => encodeSnapshot({ epoch, voters, values: [Buffer.from('all')], timestampMs: 0 });

async function writeSnapshot(store: MetadataLogStore, id: SnapshotId) {
  await store.snapshots.write(id, contentOf(id));
  return store.afterSnapshot();
}

async function download(store: MetadataLogStore, id: SnapshotId): Promise<void> {
  const bytes = Buffer.concat([...contentOf(id)]);
  const half = Math.floor(bytes.length / 2);
  await store.snapshots.writeChunk(id, 0, bytes.subarray(0, half));
  await store.snapshots.writeChunk(id, half, bytes.subarray(half));
}

test('a log without a snapshot has everything, and the voters of the checkpoint', async () => {
  const platform = await formattedPlatform();
  const { store } = await open(platform);
  await append(store, 3, 4);
  await store.close();
  const { raftLog, snapshot } = await open(platform);
  expect(snapshot).toBeUndefined();
  expect([raftLog.startOffset, raftLog.endOffset, raftLog.lastEpoch]).toEqual([0, 4, 3]);
  expect([raftLog.voters.latest.offset, raftLog.votersInForce.size]).toEqual([-1, 1]);
});

test('the log is kept from the older of two snapshots on', async () => {
  const platform = await formattedPlatform();
  const { store } = await open(platform);
  await append(store, 1, 5);
  expect(await writeSnapshot(store, { endOffset: 5, epoch: 1 })).toMatchObject({ oldest: { endOffset: 0 } });
  await append(store, 2, 5);
  expect(await writeSnapshot(store, { endOffset: 8, epoch: 2 })).toMatchObject({
    oldest: { endOffset: 5 },
    latest: { endOffset: 8 },
  });
  await append(store, 2, 5);
  expect(await writeSnapshot(store, { endOffset: 15, epoch: 2 })).toMatchObject({ oldest: { endOffset: 8 } });
  platform.fileSystem.crash();
  const { raftLog, snapshot } = await open(platform);
  expect([raftLog.startOffset, raftLog.endOffset, raftLog.lastEpoch]).toEqual([8, 15, 2]);
  expect(raftLog.latestSnapshot).toEqual({ endOffset: 15, epoch: 2 });
  expect(snapshot?.values.map(String)).toEqual(['all']);
  expect(raftLog.votersInForce.voters).toEqual(voters.voters);
  const names = await platform.fileSystem.list(logDirectory);
  expect(names).not.toContain(snapshotFileName({ endOffset: 5, epoch: 1 }));
});

test('a damaged snapshot is left out, the one before takes its place', async () => {
  const platform = await formattedPlatform();
  const { store } = await open(platform);
  await append(store, 1, 5);
  await writeSnapshot(store, { endOffset: 3, epoch: 1 });
  await writeSnapshot(store, { endOffset: 5, epoch: 1 });
  await store.close();
  const path = `${logDirectory}/${snapshotFileName({ endOffset: 5, epoch: 1 })}`;
  const content = await platform.fileSystem.readFile(path);
  await platform.fileSystem.replaceFile(path, content.subarray(0, content.length - 1));
  const { raftLog, snapshot } = await open(platform);
  expect(snapshot?.id).toEqual({ endOffset: 3, epoch: 1 });
  expect([raftLog.startOffset, raftLog.endOffset]).toEqual([0, 5]);
});

test('a log whose beginning no snapshot covers is refused', async () => {
  const platform = await formattedPlatform();
  const { store } = await open(platform);
  await append(store, 1, 2);
  await download(store, { endOffset: 40, epoch: 4 });
  expect((await store.install({ endOffset: 40, epoch: 4 }))?.id.endOffset).toBe(40);
  await store.close();
  await platform.fileSystem.removeFile(`${logDirectory}/${snapshotFileName({ endOffset: 40, epoch: 4 })}`);
  await expect(open(platform)).rejects.toMatchObject({
    name: 'StorageError',
    message: expect.stringContaining('before offset 40') as string,
  });
});

test('a fetched snapshot that is damaged leaves everything as it was', async () => {
  const platform = await formattedPlatform();
  const { store } = await open(platform);
  await append(store, 1, 2);
  const id = { endOffset: 40, epoch: 4 };
  await store.snapshots.writeChunk(id, 0, Buffer.alloc(100));
  expect(await store.install(id)).toBeUndefined();
  expect(store.log.logEndOffset).toBe(2);
  expect(await platform.fileSystem.list(logDirectory)).not.toContain(`${snapshotFileName(id)}.part`);
});

test.each([
  [{ endOffset: 40, epoch: 4 }, 5],
  // The log is longer than the snapshot, with records of another history.
  [{ endOffset: 3, epoch: 4 }, 5],
])(
  'whatever is cut short while snapshot %j takes the place of the log, the next start finds one of the two',
  async (id, count) => {
    for (const operation of ['write', 'sync', 'rename', 'truncate', 'remove', 'syncDirectory', 'open'] as const) {
      for (let step = 0; step < 10; step += 1) {
        const platform = await formattedPlatform();
        const { store } = await open(platform);
        await append(store, 2, count);
        await download(store, id);
        let left = step;
        platform.fileSystem.fail({ operation, code: 'EIO', times: 1000, path: () => (left -= 1) < 0 });
        const installed = await store.install(id).then(
          () => true,
          () => false,
        );
        platform.fileSystem.clearFaults();
        platform.fileSystem.crash();
        const { raftLog, snapshot } = await open(platform);
        const isOld = raftLog.endOffset === count && raftLog.lastEpoch === 2 && snapshot === undefined;
        const isNew = raftLog.endOffset === id.endOffset && raftLog.lastEpoch === 4 && snapshot?.id.epoch === 4;
        expect([isOld, isNew]).toContain(true);
        if (installed) expect(isNew).toBe(true);
        const { store: again } = await open(platform);
        await append(again, 5, 2);
        platform.fileSystem.crash();
        expect((await open(platform)).raftLog.endOffset).toBe(raftLog.endOffset + 2);
      }
    }
  },
);

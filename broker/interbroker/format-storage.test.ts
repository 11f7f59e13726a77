import { expect, test } from 'vitest';
import { bootstrapCheckpointFile, votersOfCheckpoint } from './bootstrap-checkpoint';
import { formatStorage } from './format-storage';
import { randomUuid } from '../metadata/random-uuid';
import { readMetaProperties } from './meta-properties';
import { directory, logDirectory, startDriver, simPlatform } from '../simulation/metadata/storage-fixture';

test('a directory that is not there appears whole and survives a power failure', async () => {
  const platform = await simPlatform();
  const properties = await formatStorage({ ...platform, directory, nodeId: 3, clusterId: 'c' });
  platform.fileSystem.crash();
  expect(await readMetaProperties(platform.fileSystem, directory)).toEqual(properties);
  expect(properties).toMatchObject({ nodeId: 3, clusterId: 'c' });
  const checkpoint = await platform.fileSystem.readFile(`${logDirectory}/${bootstrapCheckpointFile}`);
  expect(votersOfCheckpoint(checkpoint)).toEqual([{ id: 3, directoryId: properties.directoryId }]);
  expect(votersOfCheckpoint(checkpoint.subarray(0, checkpoint.length - 1))).toEqual([]);
  expect(await platform.fileSystem.list('/data')).toEqual(['broker-1']);
  expect((await startDriver(platform)).leader.epoch).toBe(1);
});

test('every formatted directory is another one', async () => {
  const platform = await simPlatform();
  const one = await formatStorage({ ...platform, directory: '/data/a', nodeId: 1 });
  const two = await formatStorage({ ...platform, directory: '/data/b', nodeId: 2, clusterId: one.clusterId });
  expect(two.clusterId).toBe(one.clusterId);
  expect(two.directoryId).not.toBe(one.directoryId);
});

test('the voters of a new cluster are named in the checkpoint of each; who joins an old one has no checkpoint', async () => {
  const platform = await simPlatform();
  const voters = [1, 2, 3].map((id) => ({
    id,
    directoryId: randomUuid(platform.random),
    address: { host: 'localhost', port: 19_091 + id },
  }));
  for (const { id, directoryId } of voters) {
    const options = { nodeId: id, clusterId: 'c', directoryId, voters };
    await formatStorage({ ...platform, directory: `/data/broker-${id}`, ...options });
    const checkpoint = await platform.fileSystem.readFile(`/data/broker-${id}/__cluster_metadata-0/${bootstrapCheckpointFile}`);
    expect(votersOfCheckpoint(checkpoint)).toEqual(voters.map((voter) => ({ id: voter.id, directoryId: voter.directoryId })));
  }
  await formatStorage({ ...platform, directory: '/data/broker-4', nodeId: 4, clusterId: 'c', voters: 'none' });
  expect(await platform.fileSystem.list('/data/broker-4')).toEqual(['__cluster_metadata-0', 'meta.properties']);
  expect(await platform.fileSystem.list('/data/broker-4/__cluster_metadata-0')).toEqual([]);
});

test.each([[[]], [['lost+found']]])('an empty directory is formatted in place (%s)', async (names: string[]) => {
  const platform = await simPlatform();
  await platform.fileSystem.makeDirectory(directory);
  for (const name of names) await platform.fileSystem.makeDirectory(`${directory}/${name}`);
  await platform.fileSystem.syncDirectory('/data');
  const properties = await formatStorage({ ...platform, directory, nodeId: 1 });
  platform.fileSystem.crash();
  expect(await readMetaProperties(platform.fileSystem, directory)).toEqual(properties);
});

test.each(['write', 'sync', 'rename', 'syncDirectory'] as const)(
  'a format cut short by a failed %s can be repeated',
  async (operation) => {
    for (const inPlace of [true, false]) {
      for (let step = 0; step < 12; step += 1) {
        const platform = await simPlatform();
        const { fileSystem } = platform;
        if (inPlace) await fileSystem.makeDirectory(directory);
        let left = step;
        fileSystem.fail({ operation, code: 'EIO', path: () => (left -= 1) < 0 });
        const first = await formatStorage({ ...platform, directory, nodeId: 1 }).then(
          (properties) => properties,
          () => undefined,
        );
        fileSystem.clearFaults();
        const kept = await readMetaProperties(fileSystem, directory);
        if (kept === undefined) {
          expect(first).toBeUndefined();
          await formatStorage({ ...platform, directory, nodeId: 1 });
        }
        expect((await startDriver(platform)).leader.epoch).toBe(1);
      }
    }
  },
);

test("what is somebody else's is refused and left alone", async () => {
  const platform = await simPlatform();
  const { fileSystem } = platform;
  await fileSystem.replaceFile('/data/file', Buffer.from('x'));
  await fileSystem.makeDirectory('/data/photos');
  await fileSystem.replaceFile('/data/photos/cat.jpg', Buffer.from('x'));
  await formatStorage({ ...platform, directory, nodeId: 1 });
  const refusal = (path: string) => expect(formatStorage({ ...platform, directory: path, nodeId: 1 })).rejects;
  await refusal('/data/file').toMatchObject({ name: 'StorageError', message: '/data/file is a file, not a directory.' });
  await refusal('/data/photos').toThrow('cat.jpg');
  await refusal(directory).toThrow('formatted already');
  expect(await fileSystem.list('/data/photos')).toEqual(['cat.jpg']);
});

test.each([
  ['no version', 'cluster.id=c\nnode.id=1\ndirectory.id=AAAAAAAAAAAAAAAAAAAAAB\n'],
  ['version 0', 'version=0\ncluster.id=c\nbroker.id=1\n'],
  ['no directory id', 'version=1\ncluster.id=c\nnode.id=1\n'],
  ['a node id that is none', 'version=1\ncluster.id=c\nnode.id=x\ndirectory.id=AAAAAAAAAAAAAAAAAAAAAB\n'],
])('meta.properties with %s is refused', async (_what, text) => {
  const { fileSystem } = await simPlatform();
  await fileSystem.replaceFile('/data/meta.properties', Buffer.from(text));
  await expect(readMetaProperties(fileSystem, '/data')).rejects.toMatchObject({ name: 'StorageError' });
});

test('meta.properties as Java writes it is read', async () => {
  const { fileSystem } = await simPlatform();
  const text =
    '#\n#Sun Nov 22 11:00:00 UTC 2026\ncluster.id=a\\:b\nversion=1\r\ndirectory.id = AAAAAAAAAAAAAAAAAAAAAB\nnode.id=12\n';
  await fileSystem.replaceFile('/data/meta.properties', Buffer.from(text));
  expect(await readMetaProperties(fileSystem, '/data')).toEqual({
    clusterId: 'a:b',
    nodeId: 12,
    directoryId: 'AAAAAAAAAAAAAAAAAAAAAB',
  });
});

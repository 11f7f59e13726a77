import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bootstrapCheckpointFile, votersOfCheckpoint } from '../../interbroker/bootstrap-checkpoint';
import { readMetaProperties, type MetaProperties } from '../../interbroker/meta-properties';
import { createNodePlatform } from '../../platform/node/node-platform';
import { DataDirectory } from './data-directory';

const platform = createNodePlatform();
const addresses = new Map([1, 2, 3, 4, 5].map((id) => [id, { host: 'localhost', port: 19_091 + id }]));
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ottla-data-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

/** Opens, formats and closes; returns the ids of the brokers. */
async function prepare(brokers?: number): Promise<number[]> {
  const data = await DataDirectory.open(platform, directory, brokers);
  try {
    await data.format(addresses);
    return data.brokers.map(({ id }) => id);
  } finally {
    await data.release();
  }
}

const brokerDirectory = (id: number): string => path.join(directory, `broker-${id}`);

async function metaOf(id: number): Promise<MetaProperties> {
  const meta = await readMetaProperties(platform.fileSystem, brokerDirectory(id));
  if (meta === undefined) throw new Error(`broker ${id} is not formatted`);
  return meta;
}

/** Ids and directory ids of the voters that a broker's checkpoint names; undefined without a checkpoint. */
async function votersKnownTo(id: number): Promise<[number, string][] | undefined> {
  const metadata = path.join(brokerDirectory(id), '__cluster_metadata-0');
  if (!(await readdir(metadata)).includes(bootstrapCheckpointFile)) return undefined;
  const checkpoint = await readFile(path.join(metadata, bootstrapCheckpointFile));
  return votersOfCheckpoint(checkpoint).map((voter) => [voter.id, voter.directoryId]);
}

const directoryIds = async (ids: readonly number[]): Promise<[number, string][]> =>
  Promise.all(ids.map(async (id): Promise<[number, string]> => [id, (await metaOf(id)).directoryId]));

/** As if the broker had run. */
async function use(id: number): Promise<void> {
  await writeFile(path.join(brokerDirectory(id), '__cluster_metadata-0', '00000000000000000000.log'), '');
}

test.each([
  { brokers: 1, voters: [1] },
  { brokers: 2, voters: [1] },
  { brokers: 3, voters: [1, 2, 3] },
  { brokers: 5, voters: [1, 2, 3] },
])('a new directory of $brokers brokers has the voters $voters in every checkpoint', async ({ brokers, voters }) => {
  const ids = await prepare(brokers);
  expect(ids).toHaveLength(brokers);
  const expected = await directoryIds(voters);
  for (const id of ids) {
    expect(await votersKnownTo(id)).toEqual(expected);
    expect(await metaOf(id)).toMatchObject({ nodeId: id, clusterId: (await metaOf(1)).clusterId });
  }
  expect(new Set((await directoryIds(ids)).map(([, id]) => id)).size).toBe(brokers);
  expect(JSON.parse(await readFile(path.join(directory, 'cluster.json'), 'utf8'))).toEqual({
    version: 1,
    clusterId: (await metaOf(1)).clusterId,
    brokers: ids,
  });
});

test('an existing directory keeps its brokers when nobody says how many', async () => {
  await prepare(5);
  const before = await directoryIds([1, 2, 3, 4, 5]);
  expect(await prepare()).toEqual([1, 2, 3, 4, 5]);
  expect(await directoryIds([1, 2, 3, 4, 5])).toEqual(before);
});

test.each([
  { from: 1, to: 3 },
  { from: 3, to: 5 },
])('a directory grows from $from to $to: the new brokers join as observers of the same cluster', async ({ from, to }) => {
  const old = await prepare(from);
  const before = await directoryIds(old);
  const data = await DataDirectory.open(platform, directory, to);
  expect(data.isGrowing).toBe(true);
  await data.format(addresses);
  await data.release();
  const ids = data.brokers.map(({ id }) => id);
  expect(ids).toHaveLength(to);
  expect(await directoryIds(old)).toEqual(before);
  for (const id of ids.slice(from)) {
    expect(await votersKnownTo(id)).toBeUndefined();
    expect(await metaOf(id)).toMatchObject({ nodeId: id, clusterId: (await metaOf(1)).clusterId });
  }
  const again = await DataDirectory.open(platform, directory, undefined);
  expect(again).toMatchObject({ isGrowing: true, brokers: ids.map((id) => ({ id })) });
  await again.growthIsDone();
  await again.release();
  const done = await DataDirectory.open(platform, directory, undefined);
  expect(done).toMatchObject({ isGrowing: false, clusterId: data.clusterId });
  await done.release();
});

test('growth that was cut short is repeated with the brokers it made', async () => {
  await prepare(1);
  const clusterFile = await readFile(path.join(directory, 'cluster.json'));
  await prepare(3);
  const made = await directoryIds([1, 2, 3]);
  await writeFile(path.join(directory, 'cluster.json'), clusterFile);
  expect(await prepare(3)).toEqual([1, 2, 3]);
  expect(await directoryIds([1, 2, 3])).toEqual(made);
});

test('fewer brokers than vote or hold data are refused', async () => {
  await prepare(5);
  await expect(prepare(2)).rejects.toThrow(/^--brokers: broker 3 of .* votes on the cluster's metadata; 2 is too few$/);
  await mkdir(path.join(brokerDirectory(5), 'orders-0'));
  await expect(prepare(4)).rejects.toThrow(/^--brokers: broker 5 of .* holds data \(orders-0\), which 4 cannot serve/);
  expect(await prepare()).toEqual([1, 2, 3, 4, 5]);
});

test('brokers that hold nothing any more can be left out', async () => {
  await prepare(5);
  await mkdir(path.join(brokerDirectory(5), 'orders-0.a1b2c3-delete'));
  expect(await prepare(3)).toEqual([1, 2, 3]);
  expect((await readdir(directory)).toSorted()).toEqual(['broker-1', 'broker-2', 'broker-3', 'cluster.json']);
  expect(await prepare()).toEqual([1, 2, 3]);
  expect(await prepare(4)).toEqual([1, 2, 3, 4]);
});

describe('without cluster.json', () => {
  test.each([
    { what: 'two of three are formatted', remove: [3], unfinished: [] },
    { what: 'all are formatted', remove: [], unfinished: [] },
    { what: 'one is half formatted', remove: [3], unfinished: [2] },
  ])('a format cut short when $what is begun again', async ({ remove, unfinished }) => {
    await prepare(3);
    await rm(path.join(directory, 'cluster.json'));
    for (const id of remove) await rm(brokerDirectory(id), { recursive: true });
    for (const id of unfinished) await rm(path.join(brokerDirectory(id), 'meta.properties'));
    expect(await prepare(3)).toEqual([1, 2, 3]);
    const expected = await directoryIds([1, 2, 3]);
    for (const id of [1, 2, 3]) expect(await votersKnownTo(id)).toEqual(expected);
  });

  test('brokers that have run are kept', async () => {
    await prepare(3);
    for (const id of [1, 2, 3]) await use(id);
    const before = await directoryIds([1, 2, 3]);
    await rm(path.join(directory, 'cluster.json'));
    expect(await prepare()).toEqual([1, 2, 3]);
    expect(await directoryIds([1, 2, 3])).toEqual(before);
  });

  test('brokers of which one is gone are not guessed at', async () => {
    await prepare(3);
    for (const id of [1, 2, 3]) await use(id);
    await rm(path.join(directory, 'cluster.json'));
    await rm(brokerDirectory(2), { recursive: true });
    await expect(prepare()).rejects.toThrow('do not belong together');
  });
});

test('a broker whose directory was removed comes back as another directory, without voters', async () => {
  await prepare(3);
  const before = await metaOf(2);
  await rm(brokerDirectory(2), { recursive: true });
  await prepare();
  expect((await metaOf(2)).clusterId).toBe(before.clusterId);
  expect((await metaOf(2)).directoryId).not.toBe(before.directoryId);
  expect(await votersKnownTo(2)).toBeUndefined();
});

test.each([
  { brokers: 1, removed: [1], named: 'broker-1' },
  { brokers: 2, removed: [1], named: 'broker-1' },
  { brokers: 3, removed: [1, 3], named: 'broker-1 and broker-3' },
])('of $brokers brokers, without $removed no majority knows the topics: refused', async ({ brokers, removed, named }) => {
  await prepare(brokers);
  for (const id of removed) await rm(brokerDirectory(id), { recursive: true });
  await expect(prepare()).rejects.toThrow(`lacks ${named}, and without a majority`);
  expect(await readdir(directory)).not.toContain(`broker-${removed[0] ?? 0}`);
});

test('a broker of another cluster is refused', async () => {
  await prepare(3);
  const file = path.join(brokerDirectory(2), 'meta.properties');
  await writeFile(file, (await readFile(file, 'utf8')).replace(/cluster\.id=.*/, 'cluster.id=other'));
  await expect(prepare()).rejects.toThrow('belongs to node 2 of cluster other');
});

test("somebody else's directory, a file and a held directory are refused in one line", async () => {
  await mkdir(path.join(directory, 'photos'));
  await expect(prepare()).rejects.toThrow(/^--data-dir: .* holds other things \(photos\)/);
  await rm(path.join(directory, 'photos'), { recursive: true });
  const first = await DataDirectory.open(platform, directory, 1);
  await expect(prepare()).rejects.toThrow('is in use by another start');
  await first.release();
  await rm(directory, { recursive: true });
  await writeFile(directory, '');
  await expect(prepare()).rejects.toThrow(/^--data-dir: /);
});

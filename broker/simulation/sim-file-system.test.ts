import { expect, test } from 'vitest';
import { SimClock } from './sim-clock';
import { SimFileSystem } from './sim-file-system';

async function diskWith(content: string): Promise<SimFileSystem> {
  const disk = new SimFileSystem({ clock: new SimClock() });
  const file = await disk.open('/file', 'create');
  await file.write([Buffer.from(content)], 0);
  await file.sync();
  await disk.syncDirectory('/');
  return disk;
}

async function write(disk: SimFileSystem, text: string, position: number): Promise<void> {
  const file = await disk.open('/file', 'read-write');
  await file.write([Buffer.from(text)], position);
  await file.close();
}

const textOf = async (disk: SimFileSystem, path = '/file') => (await disk.readFile(path)).toString();

test('a crash loses what was not synced; killing the process does not', async () => {
  const disk = await diskWith('synced');
  await write(disk, ' and more', 6);
  disk.killProcess();
  expect(await textOf(disk)).toBe('synced and more');
  disk.crash();
  expect(await textOf(disk)).toBe('synced');
});

test('a crash can keep any prefix of what was not synced', async () => {
  for (let kept = 0; kept <= 9; kept++) {
    const disk = await diskWith('synced');
    await write(disk, ' and', 6);
    await write(disk, ' more', 10);
    disk.crash({ survivingBytes: () => kept });
    expect(await textOf(disk)).toBe('synced and more'.slice(0, 6 + kept));
  }
});

test('a crash can keep some pages and not others', async () => {
  const disk = await diskWith('');
  await write(disk, 'x'.repeat(10_000), 0);
  disk.crash({ pageSurvives: (_, page) => page === 1 });
  const content = await disk.readFile('/file');
  expect([content.length, content[0], content[5000], content[9000]]).toEqual([10_000, 0, 120, 0]);
});

test('names are durable only after a sync of their directory', async () => {
  const disk = await diskWith('a');
  const other = await disk.open('/other', 'create');
  await other.write([Buffer.from('b')], 0);
  await other.sync();
  await disk.rename('/file', '/renamed');
  disk.crash();
  expect(await disk.list('/')).toEqual(['file']);
  await disk.rename('/file', '/renamed');
  await disk.syncDirectory('/');
  disk.crash();
  expect(await disk.list('/')).toEqual(['renamed']);
});

test('handles from before a crash are dead', async () => {
  const disk = await diskWith('a');
  const file = await disk.open('/file', 'read-write');
  disk.crash();
  await expect(file.write([Buffer.from('b')], 0)).rejects.toMatchObject({ code: 'EOTHER' });
});

test('a failed sync loses what it should have written, whatever is synced later', async () => {
  const disk = await diskWith('a');
  const file = await disk.open('/file', 'read-write');
  await file.write([Buffer.from('b')], 1);
  disk.fail({ operation: 'sync', code: 'EIO' });
  await expect(file.sync()).rejects.toMatchObject({ code: 'EIO' });
  await file.sync();
  expect(await textOf(disk)).toBe('ab');
  disk.crash();
  expect(await textOf(disk)).toBe('a');
});

test('a full disk takes what fits and refuses the rest', async () => {
  const disk = await diskWith('a');
  disk.capacityBytes = 4;
  await expect(write(disk, 'bcdef', 1)).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(await textOf(disk)).toBe('abcd');
  expect(await disk.space('/')).toEqual({ totalBytes: 4, usableBytes: 0 });
  await write(disk, 'ABCD', 0);
  expect(await textOf(disk)).toBe('ABCD');
});

test('replaceFile leaves the old or the new content', async () => {
  for (const operation of ['open', 'write', 'sync', 'rename', 'syncDirectory'] as const) {
    const disk = await diskWith('old');
    disk.fail({ operation, code: 'EIO' });
    await expect(disk.replaceFile('/file', Buffer.from('new'))).rejects.toMatchObject({ code: 'EIO' });
    disk.crash();
    expect(await textOf(disk)).toBe('old');
    await disk.replaceFile('/file', Buffer.from('new'));
    disk.crash();
    expect(await textOf(disk)).toBe('new');
  }
});

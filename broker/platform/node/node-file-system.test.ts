import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { FileError } from '../file-system';
import { NodeFileSystem } from './node-file-system';
import { toFileError } from './node-file-error';

const root = mkdtempSync(join(tmpdir(), 'ottla-files-'));
const disk = new NodeFileSystem();
let names = 0;
const fresh = () => join(root, `name-${(names += 1)}`);

afterAll(() => {
  rmSync(root, { recursive: true });
});

test('writes many buffers in order at a position, and reads them back', async () => {
  const path = fresh();
  const file = await disk.open(path, 'create');
  const buffers = Array.from({ length: 1500 }, (_, i) => Buffer.from(i % 100 === 0 ? '' : `${i},`));
  await file.write(buffers, 3);
  await file.sync();
  const expected = Buffer.concat([Buffer.alloc(3), ...buffers]);
  expect(await file.size()).toBe(expected.length);
  expect(await disk.readFile(path)).toEqual(expected);
  const target = Buffer.alloc(10);
  expect(await file.read(target, 2, 4, 3)).toBe(4);
  expect(target.toString('latin1')).toBe('\0\0' + expected.toString('latin1', 3, 7) + '\0\0\0\0');
  expect(await file.read(target, 0, 10, expected.length)).toBe(0);
  await file.truncate(5);
  await file.truncate(8);
  expect(await disk.readFile(path)).toEqual(Buffer.concat([expected.subarray(0, 5), Buffer.alloc(3)]));
  await file.close();
  await expect(file.size()).rejects.toBeInstanceOf(FileError);
});

test('open modes: read wants a file, read-write keeps one, create empties one', async () => {
  const path = fresh();
  await expect(disk.open(path, 'read')).rejects.toMatchObject({ code: 'ENOENT', path });
  await (await disk.open(path, 'read-write')).close();
  await disk.replaceFile(path, Buffer.from('content'));
  await (await disk.open(path, 'read-write')).close();
  expect((await disk.stat(path))?.sizeBytes).toBe(7);
  await (await disk.open(path, 'create')).close();
  expect((await disk.stat(path))?.sizeBytes).toBe(0);
});

test('directories: made with their parents, listed in order, removed with what they hold', async () => {
  const directory = fresh();
  await disk.makeDirectory(join(directory, 'a', 'b'));
  await disk.makeDirectory(join(directory, 'a', 'b'));
  await disk.replaceFile(join(directory, 'z'), Buffer.from('1'));
  await disk.replaceFile(join(directory, 'z'), Buffer.from('2'));
  expect(await disk.list(directory)).toEqual(['a', 'z']);
  expect((await disk.stat(directory))?.kind).toBe('directory');
  await disk.rename(join(directory, 'z'), join(directory, 'a', 'y'));
  await disk.syncDirectory(directory);
  await expect(disk.removeFile(directory)).rejects.toBeInstanceOf(FileError);
  await disk.removeFile(join(directory, 'not there'));
  await disk.removeDirectory(directory);
  await disk.removeDirectory(directory);
  expect(await disk.stat(directory)).toBeUndefined();
  const { totalBytes, usableBytes } = await disk.space(root);
  expect(totalBytes).toBeGreaterThan(usableBytes);
});

test('errors carry the code of POSIX and the original', () => {
  const mapped = (code: string) => toFileError(Object.assign(new Error(code), { code }), '/x');
  expect(['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'EPERM', 'EMFILE'].map((code) => mapped(code).code)).toEqual([
    'ENOSPC',
    'ENOSPC',
    'EFBIG',
    'EIO',
    'EACCES',
    'EOTHER',
  ]);
  expect(mapped('EIO').cause).toBeInstanceOf(Error);
});

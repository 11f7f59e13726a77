import { expect, test } from 'vitest';
import { RecordingLogger, simWorld } from '../simulation/sim-log';
import { FileCache } from './file-cache';

function cacheOf(openMax: number) {
  const { fileSystem } = simWorld();
  return { fileSystem, cache: new FileCache({ fileSystem, logger: new RecordingLogger(), openMax }) };
}

test('no more files are open than allowed, and every one can still be used', async () => {
  const { fileSystem, cache } = cacheOf(3);
  const files = Array.from({ length: 10 }, (_, i) => cache.file(`/file-${i}`));
  for (let round = 0; round < 3; round++) {
    for (const [i, file] of files.entries()) await file.write([Buffer.from([i + round])], round);
  }
  expect(cache.openCount).toBe(3);
  expect(fileSystem.openHandles).toBeLessThanOrEqual(3);
  for (const [i] of files.entries()) expect(await fileSystem.readFile(`/file-${i}`)).toEqual(Buffer.from([i, i + 1, i + 2]));
});

test('files in use are not closed under their users', async () => {
  const { fileSystem, cache } = cacheOf(1);
  const files = Array.from({ length: 5 }, (_, i) => cache.file(`/file-${i}`));
  await Promise.all(files.map((file) => file.write([Buffer.from('x')], 0)));
  expect(cache.openCount).toBe(1);
  expect(fileSystem.openHandles).toBe(1);
});

test('a renamed file goes on under its new name; a discarded one refuses', async () => {
  const { fileSystem, cache } = cacheOf(1);
  const file = cache.file('/a');
  await file.write([Buffer.from('one')], 0);
  await file.rename('/b');
  await file.write([Buffer.from('two')], 3);
  expect((await fileSystem.readFile('/b')).toString()).toBe('onetwo');
  expect(await fileSystem.stat('/a')).toBeUndefined();
  await file.discard();
  await expect(file.read(Buffer.alloc(1), 0, 1, 0)).rejects.toMatchObject({ code: 'ENOENT' });
  expect(fileSystem.openHandles).toBe(0);
});

test('a file that could not be opened is opened by the next use', async () => {
  const { fileSystem, cache } = cacheOf(1);
  const file = cache.file('/a');
  fileSystem.fail({ operation: 'open', code: 'EACCES' });
  await expect(file.write([Buffer.from('x')], 0)).rejects.toMatchObject({ code: 'EACCES' });
  await file.write([Buffer.from('x')], 0);
});

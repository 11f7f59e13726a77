import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { basePathPlaceholder, takeOutBasePath } from './base-path.mjs';
import { consoleAtBasePath } from '../../broker/cli/up/console-at-base-path';

let folder: string;
let serverFile: string;

const page = `<a href="${basePathPlaceholder}/c">a</a>${basePathPlaceholder}`;
const manifest = JSON.stringify({ basePath: basePathPlaceholder, regex: `^\\${basePathPlaceholder}(?:/(.*))?$` });

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ottla-base-path-'));
  serverFile = path.join(folder, 'built', 'server.js');
  await mkdir(path.join(folder, 'built', '.next'), { recursive: true });
  await mkdir(path.join(folder, 'node_modules', 'snappy'), { recursive: true });
  await writeFile(path.join(folder, 'node_modules', 'snappy', 'package.json'), '{}');
  await writeFile(path.join(folder, 'built', '.next', 'BUILD_ID'), 'one');
  await writeFile(path.join(folder, 'built', 'page.html'), page);
  await writeFile(path.join(folder, 'built', 'manifest.json'), manifest);
  await writeFile(serverFile, 'no path in here: ünd');
  await takeOutBasePath(path.join(folder, 'built'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

test('the placeholder is taken out of the build, which is then the console without a sub-path', async () => {
  expect(await readFile(path.join(folder, 'built', 'page.html'), 'utf8')).toBe('<a href="/c">a</a>');
  expect(JSON.parse(await readFile(path.join(folder, 'built', 'manifest.json'), 'utf8'))).toEqual({
    basePath: '',
    regex: '^(?:/(.*))?$',
  });
});

test('and any other sub-path is put in its places, escaped as the placeholder was', async () => {
  const server = await consoleAtBasePath(serverFile, '/a/b', path.join(folder, 'cache'));
  const copied = path.dirname(server);
  expect(await readFile(path.join(copied, 'page.html'), 'utf8')).toBe('<a href="/a/b/c">a</a>/a/b');
  expect(JSON.parse(await readFile(path.join(copied, 'manifest.json'), 'utf8'))).toEqual({
    basePath: '/a/b',
    regex: String.raw`^\/a\/b(?:/(.*))?$`,
  });
  expect(await readFile(server, 'utf8')).toBe('no path in here: ünd');
});

test('a copy that is there is used again; another build makes another', async () => {
  const cache = path.join(folder, 'cache');
  const first = await consoleAtBasePath(serverFile, '/a', cache);
  await writeFile(first, 'as it was left');
  expect(await consoleAtBasePath(serverFile, '/a', cache)).toBe(first);
  expect(await readFile(first, 'utf8')).toBe('as it was left');
  await writeFile(path.join(folder, 'built', '.next', 'BUILD_ID'), 'two');
  expect(await consoleAtBasePath(serverFile, '/a', cache)).not.toBe(first);
});

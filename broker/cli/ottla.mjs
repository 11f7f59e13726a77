#!/usr/bin/env node
// The `ottla` command: builds what is missing or older than the sources, then runs the bundle.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const builder = new URL('../../lib/tooling/build.mjs', import.meta.url);

if (existsSync(builder)) {
  const { ensureBuilt } = await import(builder.href);
  await ensureBuilt(root, { console: process.argv[2] === 'up' && !process.argv.includes('--dev') });
}
createRequire(import.meta.url)(`${root}dist/ottla.cjs`);

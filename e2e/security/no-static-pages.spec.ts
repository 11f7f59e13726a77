import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

/** A page drawn at build time has no nonce, and the browser would refuse its scripts. */
test('the build draws no page ahead of time', async () => {
  const manifest = fileURLToPath(new URL('../../.next/prerender-manifest.json', import.meta.url));
  const { routes } = JSON.parse(await readFile(manifest, 'utf8')) as { routes: Record<string, unknown> };
  // Next's own last resort, which runs no script of ours, and the icon.
  expect(Object.keys(routes).toSorted()).toEqual(['/_global-error', '/icon.svg']);
});

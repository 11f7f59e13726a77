import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { playScript } from '../simulation/metadata/controller-script';

/**
 * Each file of transcripts/ is a story: lines with `>` are played, the lines under them are what changes. After an
 * intended change run vitest with -u and review the difference.
 */
const folder = fileURLToPath(new URL('transcripts/', import.meta.url));
const stories = readdirSync(folder).filter((name) => name.endsWith('.txt'));

test.each(stories)('%s', async (name) => {
  const path = `${folder}${name}`;
  await expect(await playScript(readFileSync(path, 'utf8'))).toMatchFileSnapshot(path);
});

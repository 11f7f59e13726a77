import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { RaftScript } from '../simulation/raft/raft-script';

/**
 * Each file of transcripts/ is a story: lines with `>` are played, the lines under them are what must follow. After an
 * intended change run vitest with -u and review the difference.
 */
const folder = fileURLToPath(new URL('transcripts/', import.meta.url));
const stories = readdirSync(folder).filter((name) => name.endsWith('.txt'));

function play(story: string): string {
  const script = new RaftScript();
  const lines: string[] = [];
  for (const line of story.split('\n')) {
    if (line.startsWith('#') || line === '') lines.push(line);
    if (!line.startsWith('> ')) continue;
    lines.push(line, ...script.play(line.slice(2)).map((each) => `  ${each}`));
  }
  return lines.join('\n');
}

test.each(stories)('%s', async (name) => {
  const path = `${folder}${name}`;
  await expect(play(readFileSync(path, 'utf8'))).toMatchFileSnapshot(path);
});

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { GroupScript } from '../../simulation/groups/group-script';

/**
 * Each file of transcripts/ is a story: lines with `>` are played, the lines under them are what must follow. After an
 * intended change run vitest with -u and review the difference.
 */
const folder = fileURLToPath(new URL('transcripts/', import.meta.url));
const stories = readdirSync(folder).filter((name) => name.endsWith('.txt'));

async function play(story: string): Promise<string> {
  const script = new GroupScript();
  const lines: string[] = [];
  for (const line of story.split('\n')) {
    if (line.startsWith('#') || line === '') lines.push(line);
    if (!line.startsWith('> ')) continue;
    lines.push(line);
    const outcome = await script.play(line.slice(2));
    lines.push(...outcome.map((each) => `  ${each}`));
  }
  return lines.join('\n');
}

test.each(stories)('%s', async (name) => {
  const path = `${folder}${name}`;
  await expect(await play(readFileSync(path, 'utf8'))).toMatchFileSnapshot(path);
});

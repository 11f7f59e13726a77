import { firstLoadScripts, totalBytes } from '../fixtures/first-load';
import { home } from '../fixtures/home';
import { expect, test } from '../fixtures/test';

/** React and Next.js are 132,000 of them. Whoever is over: what does the page need only after a click? components/ui/late.ts */
const bytesMax = 200_000;

/* Neither has to be there: the scripts are those of the page, whatever it will show. */
const topic = 'any-topic';
const group = 'any-group';

const pages: readonly { name: string; path: string }[] = [
  { name: 'overview', path: home },
  { name: 'topics', path: `${home}/topics` },
  { name: 'messages', path: `${home}/topics/${topic}/messages` },
  { name: 'record', path: `${home}/topics/${topic}/messages/0/0` },
  { name: 'compare', path: `${home}/topics/${topic}/compare?a=0:0&b=0:1` },
  { name: 'partitions', path: `${home}/topics/${topic}/partitions` },
  { name: 'publish', path: `${home}/topics/${topic}/publish` },
  { name: 'topic groups', path: `${home}/topics/${topic}/groups` },
  { name: 'config', path: `${home}/topics/${topic}/config` },
  { name: 'keys', path: `${home}/topics/${topic}/keys` },
  { name: 'statistics', path: `${home}/topics/${topic}/stats` },
  { name: 'tail', path: `${home}/tail?topics=${topic}` },
  { name: 'groups', path: `${home}/groups` },
  { name: 'group', path: `${home}/groups/${group}` },
  { name: 'brokers', path: `${home}/brokers` },
  { name: 'broker', path: `${home}/brokers/1` },
  { name: 'lab', path: `${home}/lab` },
  { name: 'clusters', path: '/?add' },
  { name: 'settings', path: '/settings' },
];

for (const { name, path } of pages) {
  test(`the page ${name} begins with at most ${bytesMax} bytes of script`, async ({ request }) => {
    const scripts = await firstLoadScripts(request, path);
    expect(scripts.size, 'scripts of the page').toBeGreaterThan(3);
    expect(
      totalBytes(scripts),
      `${name}: ${[...scripts].map(([source, each]) => `${source} ${each}`).join(', ')}`,
    ).toBeLessThanOrEqual(bytesMax);
  });
}

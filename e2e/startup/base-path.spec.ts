import { expect, test as base } from '@playwright/test';
import { openEventStream } from '../fixtures/event-stream';
import { removeDirectory, startOttla, temporaryDirectory, type RunningOttla } from '../fixtures/ottla';
import { hasNginx, startNginx, startPlainProxy } from './reverse-proxies';

const basePath = '/tools/kafka';

const proxies = [
  { name: 'a plain proxy', start: startPlainProxy },
  { name: 'nginx', start: startNginx },
] as const;

const test = base.extend<object, { ottla: RunningOttla }>({
  ottla: [
    async ({}, use) => {
      const directory = await temporaryDirectory();
      const ottla = await startOttla(directory, ['--brokers', '1', '--base-path', `${basePath}/`]);
      await use(ottla);
      await ottla.stop();
      await removeDirectory(directory);
    },
    { scope: 'worker' },
  ],
});

for (const { name, start } of proxies) {
  test(`under a sub-path behind ${name}: pages, links, writes and the stream`, async ({ page, ottla }) => {
    test.skip(start === startNginx && !hasNginx, 'nginx is not installed');
    const directory = await temporaryDirectory();
    const proxy = await start({ target: new URL(ottla.consoleUrl), basePath, directory });
    const url = proxy.url + basePath;
    const topic = `behind-${name.replaceAll(' ', '-')}`;
    expect(ottla.consoleUrl.endsWith(basePath)).toBe(true);
    const outside: string[] = [];
    page.on('request', (each) => {
      const { pathname } = new URL(each.url());
      if (!pathname.startsWith(`${basePath}/`) && pathname !== basePath) outside.push(pathname);
    });

    await page.goto(`${url}/`);
    await expect(page).toHaveURL(`${url}/c/local`);
    await page
      .getByRole('link', { name: /^Topics/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'New topic' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'New topic' });
    await dialog.getByLabel('Name').fill(topic);
    await dialog.getByRole('button', { name: 'Create topic' }).click();
    await expect(page).toHaveURL(new RegExp(`${basePath}/c/local/topics/${topic}`));

    const stream = await openEventStream(`${url}/api/v1/clusters/local/topics/${topic}/records/stream?from=live`);
    await expect.poll(() => stream.frames.map(({ event }) => event)).toContain('hello');
    await page.goto(`${url}/c/local/topics/${topic}/messages?from=live`);
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
    const answer = await fetch(`${url}/api/v1/clusters/local/topics/${topic}/records`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([{ key: 'k', value: 'through the proxy' }]),
    });
    expect(answer.status).toBe(200);
    await expect(page.getByText('through the proxy')).toBeVisible();
    await expect.poll(() => JSON.stringify(stream.frames)).toContain('through the proxy');
    stream.close();
    expect(outside, 'requests outside the sub-path').toEqual([]);
    await proxy.stop();
    await removeDirectory(directory);
  });
}

test('what is not under the sub-path is not there', async ({ ottla }) => {
  const { origin } = new URL(ottla.consoleUrl);
  expect((await fetch(`${origin}/c/local`)).status).toBe(404);
  expect((await fetch(`${origin}${basePath}/c/local`)).status).toBe(200);
});

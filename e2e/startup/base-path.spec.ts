import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test as base } from '@playwright/test';
import { openEventStream } from '../fixtures/event-stream';
import { removeDirectory, startOttla, temporaryDirectory, type RunningOttla } from '../fixtures/ottla';

const basePath = '/tools/kafka';

/** A reverse proxy of another host name that passes the sub-path on and everything else away, as nginx's `proxy_pass` does. */
async function startProxy(target: URL): Promise<{ server: Server; url: string }> {
  const server = createServer((incoming, outgoing) => {
    if (incoming.url?.startsWith(`${basePath}/`) !== true && incoming.url !== basePath) {
      outgoing.writeHead(404).end('not of the console');
      return;
    }
    const { method, headers, url: path } = incoming;
    const call = request({ host: target.hostname, port: target.port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    call.once('error', () => outgoing.destroy());
    outgoing.once('close', () => call.destroy());
    incoming.pipe(call);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://localhost:${(server.address() as AddressInfo).port}` };
}

const test = base.extend<object, { behind: { ottla: RunningOttla; url: string } }>({
  behind: [
    async ({}, use) => {
      const directory = await temporaryDirectory();
      const ottla = await startOttla(directory, ['--brokers', '1', '--base-path', `${basePath}/`]);
      const proxy = await startProxy(new URL(ottla.consoleUrl));
      await use({ ottla, url: proxy.url + basePath });
      proxy.server.closeAllConnections();
      proxy.server.close();
      await ottla.stop();
      await removeDirectory(directory);
    },
    { scope: 'worker' },
  ],
});

test('under a sub-path behind a proxy: pages, links, writes and the stream', async ({ page, behind: { ottla, url } }) => {
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
  await dialog.getByLabel('Name').fill('behind-a-proxy');
  await dialog.getByRole('button', { name: 'Create topic' }).click();
  await expect(page).toHaveURL(new RegExp(`${basePath}/c/local/topics/behind-a-proxy`));

  const stream = await openEventStream(`${url}/api/v1/clusters/local/topics/behind-a-proxy/records/stream?from=live`);
  await expect.poll(() => stream.frames.map(({ event }) => event)).toContain('hello');
  await page.goto(`${url}/c/local/topics/behind-a-proxy/messages?from=live`);
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  const answer = await fetch(`${url}/api/v1/clusters/local/topics/behind-a-proxy/records`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ key: 'k', value: 'through the proxy' }]),
  });
  expect(answer.status).toBe(200);
  await expect(page.getByText('through the proxy')).toBeVisible();
  await expect.poll(() => JSON.stringify(stream.frames)).toContain('through the proxy');
  stream.close();
  expect(outside, 'requests outside the sub-path').toEqual([]);
});

test('what is not under the sub-path is not there', async ({ behind: { ottla } }) => {
  const { origin } = new URL(ottla.consoleUrl);
  expect((await fetch(`${origin}/c/local`)).status).toBe(404);
  expect((await fetch(`${origin}${basePath}/c/local`)).status).toBe(200);
});

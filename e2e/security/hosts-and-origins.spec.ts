import { request } from 'node:http';
import { createTopic } from '../fixtures/api';
import { expect, test } from '../fixtures/test';

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** fetch() will not send a Host or Origin of one's own. */
function call(
  base: string,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const { port } = new URL(base);
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path, method: options.method ?? 'GET', headers: options.headers ?? {} },
      (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => {
          body += chunk.toString('utf8');
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      },
    );
    sent.on('error', reject);
    sent.end(options.body);
  });
}

const api = '/api/v1/clusters/local/topics';
const json = { 'content-type': 'application/json' };

test('a foreign Host is refused, on pages, calls and streams', async ({ ottla }) => {
  for (const path of [api, '/c/local', '/api/v1/clusters/local/stream']) {
    const answer = await call(ottla.consoleUrl, path, { headers: { host: 'evil.example' } });
    expect(answer.status, path).toBe(421);
  }
});

test('calls from another site or origin are refused', async ({ ottla }) => {
  const crossSite = await call(ottla.consoleUrl, api, { headers: { 'sec-fetch-site': 'cross-site' } });
  expect(crossSite.status).toBe(403);
  const body = JSON.stringify({ name: 'stolen', partitions: 1, replicationFactor: 1 });
  const foreign = await call(ottla.consoleUrl, api, {
    method: 'POST',
    headers: { ...json, origin: 'http://evil.example' },
    body,
  });
  expect(foreign.status).toBe(403);
  expect(JSON.parse(foreign.body)).toMatchObject({ error: { code: 'CROSS_SITE', retriable: false } });
  const form = await call(ottla.consoleUrl, api, { method: 'POST', headers: { 'content-type': 'text/plain' }, body });
  expect(form.status).toBe(415);
  const own = await call(ottla.consoleUrl, api, { headers: { origin: ottla.consoleUrl } });
  expect(own.status).toBe(200);
  expect(own.body).not.toContain('stolen');
});

test('pages carry a content security policy with a nonce, raw bytes a sandbox', async ({ ottla, topicName }) => {
  const page = await call(ottla.consoleUrl, '/c/local/topics');
  expect(page.status).toBe(200);
  const policy = String(page.headers['content-security-policy']);
  expect(policy).toMatch(/script-src[^;]*'nonce-[A-Za-z0-9+/=_-]{16,}'/);
  expect(policy).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);

  await createTopic(ottla, topicName);
  await call(ottla.consoleUrl, `${api}/${topicName}/records`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ value: '<script>alert(1)</script>' }),
  });
  const raw = await call(ottla.consoleUrl, `${api}/${topicName}/records/0/0?raw=value`);
  expect(raw.body).toBe('<script>alert(1)</script>');
  expect(raw.headers).toMatchObject({ 'content-type': 'application/octet-stream', 'x-content-type-options': 'nosniff' });
  expect(String(raw.headers['content-disposition'])).toMatch(/^attachment/);
  expect(String(raw.headers['content-security-policy'])).toContain('sandbox');
});

test('looking at what is not there creates nothing', async ({ ottla, topicName }) => {
  const groups = async (): Promise<string> => (await call(ottla.consoleUrl, '/api/v1/clusters/local/groups')).body;
  const idsIn = (body: string): unknown =>
    (JSON.parse(body) as { groups: { groupId: string }[] }).groups.map(({ groupId }) => groupId);
  const groupsBefore = idsIn(await groups());
  for (const path of [`${api}/${topicName}`, `${api}/${topicName}/records`, `${api}/${topicName}/records/0/0`]) {
    expect((await call(ottla.consoleUrl, path)).status, path).toBe(404);
  }
  const publish = await call(ottla.consoleUrl, `${api}/${topicName}/records`, {
    method: 'POST',
    headers: json,
    body: '{"value":"x"}',
  });
  expect(publish.status).toBe(404);
  const list = await call(ottla.consoleUrl, `${api}?q=${topicName}&internal=true`);
  expect(list.body).not.toContain(topicName);
  expect(idsIn(await groups())).toEqual(groupsBefore);
});

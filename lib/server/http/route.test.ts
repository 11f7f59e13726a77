import { afterEach, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { errorEnvelope, errorCodes } from '@/lib/contracts/error';
import { ServiceError } from '../service-error';
import { statusOfCode } from './error-status';
import { judgePage, pagePolicy } from './page-guard';
import { route, type RouteCall } from './route';

afterEach(() => {
  globalThis.ottlaConsole?.runtime.close();
  globalThis.ottlaConsole = undefined;
  delete process.env['OTTLA_CONSOLE_CONFIG'];
});

function configure(config: object): void {
  process.env['OTTLA_CONSOLE_CONFIG'] = JSON.stringify({
    clusters: [{ id: 'local', name: 'local', bootstrapServers: ['localhost:1'] }],
    ...config,
  });
}

interface Ask {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  path?: string;
  params?: Record<string, string>;
  isRead?: boolean;
}

async function call(
  handle: (call: RouteCall) => Promise<unknown>,
  { method = 'GET', headers = {}, body, path = '/api/v1/x', params = {}, isRead = false }: Ask = {},
) {
  const request = new Request(`http://localhost:3000${path}`, {
    method,
    headers: { host: 'localhost:3000', ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const response = await route(handle, { isRead })(request, { params: Promise.resolve(params) });
  const json: unknown = await response.json();
  return { status: response.status, json, headers: response.headers };
}

const ok = () => Promise.resolve({ ok: true });
const json = { 'content-type': 'application/json' };
const write = (method: string) =>
  new Request('http://localhost:3000/api/v1/x', { method, headers: { host: 'localhost:3000', ...json }, body: '{}' });

test('an answer is JSON that nobody stores', async () => {
  const { status, json: body, headers } = await call(ok);
  expect([status, body]).toEqual([200, { ok: true }]);
  expect(headers.get('cache-control')).toBe('no-store');
});

test.each(['evil.example', 'localhost.evil.example', '', 'localhost:3000@evil', '10.0.0.1:3000'])(
  'host %j is misdirected',
  async (host) => {
    const { status, json: body } = await call(ok, { headers: { host } });
    expect(status).toBe(421);
    expect(errorEnvelope.parse(body).error).toMatchObject({ code: 'WRONG_HOST', retriable: false });
  },
);

test.each(['localhost', 'LOCALHOST:1', '127.0.0.1:3000', '[::1]:3000', 'ottla.example:8080', 'box'])(
  'host %j is served when allowed',
  async (host) => {
    configure({ host: 'box', allowedHosts: ['ottla.example'] });
    expect((await call(ok, { headers: { host } })).status).toBe(200);
  },
);

test('other sites are refused, reading and writing', async () => {
  expect((await call(ok, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
  const write = (headers: Record<string, string>) => call(ok, { method: 'POST', headers: { ...json, ...headers }, body: '{}' });
  expect((await write({ origin: 'http://evil.example' })).json).toMatchObject({ error: { code: 'CROSS_SITE' } });
  expect((await write({ origin: 'http://localhost:8080' })).status).toBe(403);
  expect((await write({ origin: 'null' })).status).toBe(403);
  expect((await write({ origin: 'http://localhost:8080', 'sec-fetch-site': 'same-site' })).status).toBe(403);
  expect((await write({ origin: 'http://localhost:3000' })).status).toBe(200);
  expect((await write({})).status).toBe(200);
});

test('a proxy that calls the console by another name than the browser called it', async () => {
  const headers = { ...json, origin: 'https://tools.example', 'sec-fetch-site': 'same-origin' };
  expect((await call(ok, { method: 'POST', headers, body: '{}' })).status).toBe(200);
});

test('what a form can send is refused', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', '']) {
    const { status } = await call(ok, { method: 'POST', headers: { 'content-type': type }, body: '{}' });
    expect(status).toBe(415);
  }
  expect((await call(ok, { method: 'DELETE' })).status).toBe(200);
});

test('a token is wanted where one is set', async () => {
  configure({ token: 'secret' });
  expect((await call(ok)).json).toMatchObject({ error: { code: 'UNAUTHENTICATED' } });
  expect((await call(ok, { headers: { authorization: 'Bearer wrong' } })).status).toBe(401);
  expect((await call(ok, { headers: { authorization: 'Bearer secret' } })).status).toBe(200);
  expect((await call(ok, { headers: { cookie: 'a=b; ottla_token=secret' } })).status).toBe(200);
});

test('input that is wrong names its field', async () => {
  const schema = z.object({ name: z.string(), page: z.optional(z.int()) });
  const post = (body: string) => call((each) => each.json(schema), { method: 'POST', headers: json, body });
  expect((await post('{')).json).toMatchObject({ error: { code: 'INVALID_REQUEST', field: 'body' } });
  expect((await post('{"name":1}')).json).toMatchObject({ error: { code: 'INVALID_REQUEST', field: 'name' } });
  expect((await post('{"name":"a","page":"b"}')).json).toMatchObject({ error: { field: 'page' } });
  const query = (path: string) => call((each) => Promise.resolve(each.query(schema)), { path });
  expect((await query('/x?name=a&page=2')).json).toEqual({ name: 'a', page: 2 });
  expect((await query('/x?name=a&page=two')).json).toMatchObject({ error: { field: 'page' } });
  expect(
    (
      await call((each) => Promise.resolve([each.param('topic'), each.number('offset')]), {
        params: { topic: '~Li4', offset: '12' },
      })
    ).json,
  ).toEqual(['..', 12]);
  expect((await call((each) => Promise.resolve(each.number('offset')), { params: { offset: '-1' } })).json).toMatchObject({
    error: { field: 'offset' },
  });
});

test('a body larger than the limit is 413', async () => {
  const body = JSON.stringify({ name: 'x'.repeat(17 * 1_048_576) });
  const { status, json: answer } = await call((each) => each.json(z.object({})), { method: 'POST', headers: json, body });
  expect(status).toBe(413);
  expect(answer).toMatchObject({ error: { code: 'BODY_TOO_LARGE' } });
});

test('an expected failure travels in the envelope; an unexpected one tells nothing', async () => {
  const known = await call(() =>
    Promise.reject(new ServiceError('TOPIC_NOT_FOUND', 'No.', { partition: 3, details: { topic: 't' } })),
  );
  expect(known.status).toBe(404);
  expect(errorEnvelope.parse(known.json).error).toMatchObject({ code: 'TOPIC_NOT_FOUND', partition: 3, details: { topic: 't' } });
  const written: unknown[] = [];
  const write = process.stderr.write.bind(process.stderr);
  process.stderr.write = (line: unknown) => written.push(line) > 0;
  const unknown = await call(() => Promise.reject(new Error('secret detail')), { path: '/api/v1/x?q=needle' });
  process.stderr.write = write;
  expect(unknown.status).toBe(500);
  expect(JSON.stringify(unknown.json)).not.toContain('secret');
  expect(String(written[0])).toContain('secret detail');
  expect(String(written[0])).not.toContain('needle');
});

test('every code has a status', () => {
  for (const code of errorCodes) expect(statusOfCode[code]).toBeGreaterThanOrEqual(400);
});

test('pages: host, token in the address, cookie', () => {
  const config = {
    clusters: [],
    control: null,
    keptClustersFile: null,
    host: '127.0.0.1',
    port: 3000,
    allowedHosts: [],
    token: 'secret',
    insecureNoAuth: false,
  };
  const url = (path: string) => new URL(`http://localhost:3000${path}`);
  expect(judgePage(url('/'), 'evil.example', 'secret', config)).toMatchObject({ kind: 'refuse', status: 421 });
  expect(judgePage(url('/'), 'localhost', undefined, config)).toMatchObject({ kind: 'refuse', status: 401 });
  expect(judgePage(url('/'), 'localhost', 'secret', config)).toEqual({ kind: 'pass' });
  expect(judgePage(url('/c/local?token=secret&q=1'), 'localhost', undefined, config)).toEqual({
    kind: 'sign-in',
    token: 'secret',
    location: '/c/local?q=1',
  });
  expect(judgePage(url('/'), 'localhost', undefined, { ...config, token: null })).toEqual({ kind: 'pass' });
  expect(pagePolicy('abc', false)).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
  expect(pagePolicy('abc', false)).not.toContain('unsafe-eval');
});

test('a cluster that is read-only takes nothing but questions', async () => {
  configure({ clusters: [{ id: 'prod', name: 'Production', bootstrapServers: ['localhost:1'], readOnly: true }] });
  const params = { cluster: 'prod' };
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    const { status, json: body } = await call(ok, { method, headers: json, body: '{}', params });
    expect([method, status]).toEqual([method, 403]);
    expect(body).toMatchObject({ error: { code: 'READ_ONLY', retriable: false, details: { cluster: 'prod' } } });
  }
  expect((await call(ok, { params })).status).toBe(200);
  const none = await route(ok)(write('PUT'), { params: Promise.resolve(undefined) });
  expect(none.status).toBe(200);
  expect((await call(ok, { method: 'POST', headers: json, body: '{}', params, isRead: true })).status).toBe(200);
});

import * as z from 'zod/mini';
import { afterEach, expect, test, vi } from 'vitest';
import { ApiError } from './api-error';
import { apiPath, fetchJson } from './fetch-json';

afterEach(() => {
  vi.unstubAllGlobals();
  delete process.env.NEXT_PUBLIC_BASE_PATH;
});

const schema = z.object({ name: z.string() });

function answerWith(status: number, body: string) {
  const fetch = vi.fn((_url: string, _init: RequestInit) => Promise.resolve(new Response(body, { status })));
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

async function failure(path = '/api/v1/x', signal?: AbortSignal): Promise<unknown> {
  return fetchJson(path, { schema, signal }).catch((problem: unknown) => problem);
}

test('paths carry any identifier in one segment and leave out what is not set', () => {
  expect(apiPath(['clusters', 'local', 'topics', 'orders.placed'])).toBe('/api/v1/clusters/local/topics/orders.placed');
  expect(apiPath(['clusters', 'local', 'groups', '../x'])).toBe('/api/v1/clusters/local/groups/~Li4veA');
  expect(apiPath(['a'], { q: 'a b&c', n: 5, p: undefined, cursor: null })).toBe('/api/v1/a?q=a+b%26c&n=5');
});

test('calls go under the base path and are checked against their schema', async () => {
  process.env.NEXT_PUBLIC_BASE_PATH = '/kafka';
  const fetch = answerWith(200, '{"name":"a"}');
  expect(await fetchJson('/api/v1/x', { schema, method: 'POST', body: { a: 1 } })).toEqual({ name: 'a' });
  expect(fetch.mock.calls[0]?.[0]).toBe('/kafka/api/v1/x');
  expect(fetch.mock.calls[0]?.[1]).toMatchObject({
    method: 'POST',
    body: '{"a":1}',
    headers: { 'content-type': 'application/json' },
  });
});

test('an envelope becomes an ApiError with everything it says', async () => {
  const error = {
    code: 'NOT_ENOUGH_REPLICAS',
    message: 'm',
    partition: 3,
    broker: 2,
    field: 'acks',
    retriable: true,
    requestId: 'r',
    details: { isr: 1 },
  };
  answerWith(503, JSON.stringify({ error }));
  expect(await failure()).toMatchObject({ ...error, status: 503, name: 'ApiError' });
});

test('an answer that is not ours, and no answer, have codes of their own', async () => {
  answerWith(502, '<html>Bad gateway</html>');
  expect(await failure()).toMatchObject({ status: 502, code: 'BAD_ANSWER', retriable: true });
  answerWith(200, '{"nome":1}');
  expect(await failure()).toMatchObject({ status: 200, code: 'BAD_ANSWER', retriable: false });
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
  expect(await failure()).toMatchObject({ status: 0, code: 'UNREACHABLE', retriable: true });
});

test('an abort stays an abort', async () => {
  const controller = new AbortController();
  vi.stubGlobal('fetch', (_url: string, init: RequestInit) => {
    controller.abort();
    return Promise.reject(init.signal?.reason instanceof Error ? init.signal.reason : new Error('no reason'));
  });
  const problem = await failure('/api/v1/x', controller.signal);
  expect(problem).not.toBeInstanceOf(ApiError);
  expect(problem).toMatchObject({ name: 'AbortError' });
});

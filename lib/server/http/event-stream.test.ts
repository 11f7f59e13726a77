import { expect, test } from 'vitest';
import { ServiceError } from '../service-error';
import type { NamedEvent } from '../streams/named-event';
import { ConsoleRuntime } from '../console-runtime';
import { eventStream } from './event-stream';
import type { RouteCall } from './route';

const runtime = new ConsoleRuntime({
  clusters: [],
  keptClustersFile: null,
  control: null,
  host: '127.0.0.1',
  port: 3000,
  allowedHosts: [],
  token: null,
  insecureNoAuth: false,
});
const request = new Request('http://localhost/api/v1/x');
const call: RouteCall = {
  ctx: { runtime, requestId: 'r', signal: request.signal },
  request,
  url: new URL(request.url),
  param: () => '',
  number: () => 0,
  json: () => Promise.reject(new Error('no body')),
  query: () => {
    throw new Error('no query');
  },
};

test('events come in order and end; a failure is told before the end', async () => {
  async function* fine(): AsyncGenerator<NamedEvent, void, undefined> {
    yield { event: 'progress', data: { records: 1 } };
    await Promise.resolve();
    yield { event: 'progress', data: { records: 2 } };
  }
  expect(await (await eventStream(call, fine())).text()).toBe(
    'event: progress\ndata: {"records":1}\n\nevent: progress\ndata: {"records":2}\n\nevent: end\ndata: {"reason":"complete"}\n\n',
  );
  async function* failing(): AsyncGenerator<NamedEvent, void, undefined> {
    yield { event: 'progress', data: {} };
    await Promise.reject(new ServiceError('TOPIC_RECREATED', 'gone'));
  }
  const text = await (await eventStream(call, failing())).text();
  expect(text).toContain('event: problem\ndata: {"error":{"code":"TOPIC_RECREATED"');
  expect(text.endsWith('event: end\ndata: {"reason":"failed"}\n\n')).toBe(true);
});

test('what fails before the first event fails the request', async () => {
  async function* refused(): AsyncGenerator<NamedEvent, void, undefined> {
    await Promise.reject(new ServiceError('TOPIC_NOT_FOUND', 'none'));
    yield { event: 'progress', data: {} };
  }
  await expect(eventStream(call, refused())).rejects.toMatchObject({ code: 'TOPIC_NOT_FOUND' });
});

test('nothing is worked out ahead of the reader, and a reader that leaves ends the work', async () => {
  let made = 0;
  let ended = false;
  async function* endless(): AsyncGenerator<NamedEvent, void, undefined> {
    try {
      for (;;) {
        made += 1;
        yield { event: 'progress', data: made };
        await Promise.resolve();
      }
    } finally {
      ended = true;
    }
  }
  const reader = (await eventStream(call, endless())).body?.getReader();
  await reader?.read();
  await reader?.read();
  expect(made).toBeLessThanOrEqual(4);
  await reader?.cancel();
  expect(ended).toBe(true);
});

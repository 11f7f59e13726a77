import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ControlError } from './control-error';
import { startControlServer, type ControlServer } from './control-server';
import { EventLog } from './event-log';

let events: EventLog;
let server: ControlServer;
const asked: string[] = [];

beforeEach(async () => {
  asked.length = 0;
  events = new EventLog();
  server = await startControlServer({
    startedAtMs: 1000,
    clusterId: 'c',
    events,
    brokers: () => [],
    act: (id, action) => {
      asked.push(`${id} ${action}`);
      if (id === 9) return Promise.reject(new ControlError('BROKER_NOT_FOUND', 'The local cluster has no broker 9.'));
      if (id === 8) return Promise.reject(new ControlError('WRONG_STATE', 'Broker 8 is running.'));
      if (id === 7) return Promise.reject(new Error('the disk is full'));
      return Promise.resolve('killed');
    },
  });
});

afterEach(() => {
  server.close();
});

interface Answer {
  status: number;
  body: unknown;
}

async function call(method: string, path: string, token = server.token): Promise<Answer> {
  const response = await fetch(`${server.url}${path}`, { method, headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, body: await response.json() };
}

const errorOf = (code: string, message: unknown = expect.any(String)) => ({ error: { code, message } });

test('an action is done and answered with the state it led to', async () => {
  expect(await call('POST', '/brokers/2/kill')).toEqual({ status: 200, body: { state: 'killed' } });
  expect(asked).toEqual(['2 kill']);
});

describe('what cannot be done is told', () => {
  test.each([
    { what: 'another broker', path: '/brokers/9/stop', status: 404, code: 'BROKER_NOT_FOUND' },
    { what: 'a state that does not allow it', path: '/brokers/8/start', status: 409, code: 'WRONG_STATE' },
    { what: 'a failure', path: '/brokers/7/wipe', status: 500, code: 'INTERNAL' },
    { what: 'an unknown action', path: '/brokers/1/explode', status: 404, code: 'UNKNOWN_CALL' },
    { what: 'no broker id', path: '/brokers/one/stop', status: 404, code: 'UNKNOWN_CALL' },
    { what: 'another path', path: '/state', status: 404, code: 'UNKNOWN_CALL' },
  ])('$what', async ({ path, status, code }) => {
    expect(await call('POST', path)).toEqual({ status, body: errorOf(code) });
  });

  test.each(['', 'x', 'a token of quite another length'])('the token "%s"', async (token) => {
    expect(await call('POST', '/brokers/2/kill', token)).toEqual({ status: 401, body: errorOf('UNAUTHORIZED') });
    expect((await call('GET', '/state', token)).status).toBe(401);
    expect(asked).toEqual([]);
  });
});

test('the state, with the events after an id', async () => {
  events.add({ kind: 'broker-frozen', broker: 1 }, 5);
  events.add({ kind: 'broker-frozen', broker: 2 }, 6);
  expect(await call('GET', '/state?after=1')).toEqual({
    status: 200,
    body: {
      startedAtMs: 1000,
      clusterId: 'c',
      revision: 2,
      lastEventId: 2,
      brokers: [],
      events: [{ id: 2, atMs: 6, kind: 'broker-frozen', broker: 2 }],
    },
  });
});

test('a long poll is answered by the next event, by a change of state for who knows the revision, and at its end', async () => {
  const waiting = call('GET', '/state?after=0&waitMs=30000');
  const watching = call('GET', '/state?after=0&revision=0&waitMs=30000');
  expect((await call('GET', '/state?after=0&waitMs=1')).body).toMatchObject({ events: [] });
  events.touch();
  expect((await watching).body).toMatchObject({ revision: 1, events: [] });
  expect((await call('GET', '/state?revision=0&waitMs=30000')).body).toMatchObject({ revision: 1 });
  events.add({ kind: 'broker-frozen', broker: 1 }, 5);
  expect((await waiting).body).toMatchObject({ events: [{ id: 1, kind: 'broker-frozen' }] });
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SupervisorClient } from './supervisor-client';

interface Answer {
  status: number;
  body: unknown;
}

let server: Server;
let asked: { method: string; url: string; authorization: string }[];
let answers: (url: URL) => Answer;
let client: SupervisorClient;

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push({
      method: request.method ?? '',
      url: request.url ?? '',
      authorization: request.headers.authorization ?? '',
    });
    const { status, body } = answers(new URL(request.url ?? '/', 'http://control'));
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  client = new SupervisorClient({ url: `http://127.0.0.1:${port}`, token: 'secret' });
});

afterEach(() => {
  server.close();
  server.closeAllConnections();
});

const broker = (bytesIn: number, atMs: number) => ({
  id: 1,
  host: 'localhost',
  port: 9092,
  internalPort: 19092,
  voter: true,
  state: 'running',
  sinceMs: 1,
  pid: 7,
  startedAtMs: 1,
  restarts: 0,
  lastExit: null,
  actions: ['stop', 'kill', 'freeze', 'restart'],
  stats: { atMs, connections: 2, bytesIn, bytesOut: 0, requests: 0, residentBytes: 50 },
});

const state = (revision: number, events: unknown[], brokers: unknown[] = [broker(0, 1_000)]): Answer => ({
  status: 200,
  body: { startedAtMs: 1, revision, lastEventId: events.length, clusterId: 'c', brokers, events },
});

const never = new AbortController().signal;

test('events are kept as they come; one of a kind it does not know is passed over', async () => {
  const told = [
    { id: 1, atMs: 5, kind: 'broker-frozen', broker: 1 },
    { id: 2, atMs: 6, kind: 'broker-painted', broker: 1, colour: 'red' },
    { id: 3, atMs: 7, kind: 'broker-thawed', broker: 1, afterMs: 1_000 },
  ];
  answers = () => state(1, told);
  expect((await client.state(0))?.brokers[0]).toMatchObject({
    id: 1,
    state: 'running',
    actions: ['stop', 'kill', 'freeze', 'restart'],
  });
  expect(client.events).toMatchObject([
    { id: '1', kind: 'broker-frozen', withinMs: null },
    { id: '3', kind: 'broker-thawed' },
  ]);
  await client.next(never);
  expect(asked[1]?.url).toBe('/state?after=3&revision=1&waitMs=25000');
  expect(client.events).toHaveLength(2);
  expect(asked[0]?.authorization).toBe('Bearer secret');
});

test('rates are between two readings of the counters', async () => {
  answers = () => state(1, [], [broker(1_000, 1_000)]);
  await client.state(0);
  expect(client.ratesOf(1).bytesInPerSecond).toBeNull();
  answers = () => state(2, [], [broker(5_000, 3_000)]);
  await client.state(0);
  expect(client.ratesOf(1).bytesInPerSecond).toBe(2_000);
});

test('an answer that is not one, and none, are null', async () => {
  answers = () => ({ status: 200, body: { brokers: 'many' } });
  expect(await client.state(0)).toBeNull();
  server.close();
  server.closeAllConnections();
  expect(await client.state(0)).toBeNull();
});

test.each([
  [404, 'BROKER_NOT_FOUND', 'BROKER_NOT_FOUND'],
  [409, 'WRONG_STATE', 'BROKER_STATE'],
  [409, 'BUSY', 'BROKER_BUSY'],
  [409, 'QUORUM_AT_RISK', 'QUORUM_AT_RISK'],
  [500, 'INTERNAL', 'SUPERVISOR_UNAVAILABLE'],
])('a refusal %i %s is %s, with its sentence', async (status, code, own) => {
  answers = () => ({ status, body: { error: { code, message: 'It cannot be.' } } });
  await expect(client.act(1, 'wipe')).rejects.toMatchObject({ code: own, message: 'It cannot be.', broker: 1 });
  expect(asked[0]).toMatchObject({ method: 'POST', url: '/brokers/1/wipe' });
});

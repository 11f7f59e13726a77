import { beforeEach, expect, test } from 'vitest';
import type { Channel, StreamEvent } from '@/lib/contracts/stream';
import { ApiError } from '../api-error';
import { hiddenMsMax, LiveStream, silenceMsMax, unusedMsMax, type StreamPorts } from './live-stream';
import { streamEvents } from './stream-events';

/** A console and a clock that do only what the test tells them. */
class Bench implements StreamPorts {
  now = 1000;
  readonly timers = new Map<number, { at: number; run: () => void }>();
  readonly opened: { send: (text: string) => void; close: () => void; signal: AbortSignal }[] = [];
  readonly puts: { streamId: string; channels: readonly Channel[] }[] = [];
  openFails: unknown;
  putFails: unknown;
  #timerId = 0;

  open(signal: AbortSignal): ReturnType<StreamPorts['open']> {
    if (this.openFails !== undefined) return Promise.reject(ApiError.from(this.openFails));
    const bytes = new ReadableStream<Uint8Array>({
      start: (controller) => {
        const encoder = new TextEncoder();
        this.opened.push({ send: (text) => controller.enqueue(encoder.encode(text)), close: () => controller.close(), signal });
      },
    });
    return Promise.resolve(streamEvents(bytes));
  }
  putChannels(streamId: string, channels: readonly Channel[]): Promise<void> {
    this.puts.push({ streamId, channels });
    return this.putFails === undefined ? Promise.resolve() : Promise.reject(ApiError.from(this.putFails));
  }
  setTimer(run: () => void, ms: number): () => void {
    const id = this.#timerId++;
    this.timers.set(id, { at: this.now + ms, run });
    return () => void this.timers.delete(id);
  }
  nowMs(): number {
    return this.now;
  }
  random(): number {
    return 0;
  }

  async pass(ms: number): Promise<void> {
    this.now += ms;
    for (const [id, timer] of [...this.timers]) {
      if (timer.at <= this.now && this.timers.delete(id)) timer.run();
    }
    await settle();
  }
  async greet(streamId: string): Promise<void> {
    this.opened.at(-1)?.send(`event: hello\ndata: ${JSON.stringify({ streamId, serverTimeMs: 0, heartbeatMs: 15000 })}\n\n`);
    await settle();
  }
  async say(event: string, data: unknown): Promise<void> {
    this.opened.at(-1)?.send(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    await settle();
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  await new Promise((resolve) => setImmediate(resolve));
}

let bench: Bench;
let stream: LiveStream;
let events: StreamEvent[];
let next: Record<string, string>;

function subscribeTail(): () => void {
  return stream.subscribe({
    channel: (id) => ({ id, kind: 'tail', topic: 't', query: {}, cursor: { topicId: 'x', next: { ...next } } }),
    onEvent: (event) => events.push(event),
  });
}

beforeEach(() => {
  bench = new Bench();
  stream = new LiveStream(bench);
  events = [];
  next = { 0: '5' };
});

test('hello is answered with the channels, and what they say reaches their owner', async () => {
  subscribeTail();
  expect(stream.getState().kind).toBe('connecting');
  await settle();
  await bench.greet('s1');
  expect(bench.puts).toEqual([
    { streamId: 's1', channels: [{ id: 'c1', kind: 'tail', topic: 't', query: {}, cursor: { topicId: 'x', next: { 0: '5' } } }] },
  ]);
  expect(stream.getState()).toEqual({ kind: 'live', sinceMs: 1000, unreachableSinceMs: null });
  await bench.say('records', { channel: 'c1', records: [], next: { 0: '9' } });
  await bench.say('records', { channel: 'c9', records: [], next: {} });
  await bench.say('from-a-later-version', {});
  expect(events).toEqual([{ event: 'records', data: { channel: 'c1', records: [], next: { 0: '9' } } }]);
});

test('channels come and go without a new connection, and equal ones are one', async () => {
  subscribeTail();
  await settle();
  await bench.greet('s1');
  const cluster = { channel: (id: string) => ({ id, kind: 'cluster' }) as const, onEvent: () => undefined, shared: 'cluster' };
  const stopFirst = stream.subscribe({ ...cluster });
  const stopSecond = stream.subscribe({ ...cluster });
  await settle();
  expect(bench.puts.map((put) => put.channels.map((channel) => channel.id))).toEqual([['c1'], ['c1', 'c2']]);
  stopFirst();
  await settle();
  expect(bench.puts).toHaveLength(2);
  stopSecond();
  await settle();
  expect(bench.puts.at(-1)?.channels.map((channel) => channel.id)).toEqual(['c1']);
  expect(bench.opened).toHaveLength(1);
});

test('a broken stream comes back by itself with the cursors of then', async () => {
  subscribeTail();
  await settle();
  await bench.greet('s1');
  next = { 0: '42' };
  bench.opened[0]?.close();
  await settle();
  expect(stream.getState()).toMatchObject({ kind: 'waiting', sinceMs: 1000, attempt: 1, retryAtMs: 1250 });
  bench.openFails = ApiError.unreachable('down');
  await bench.pass(250);
  expect(stream.getState()).toMatchObject({ kind: 'waiting', sinceMs: 1000, attempt: 2 });
  bench.openFails = undefined;
  await bench.pass(500);
  await bench.greet('s2');
  expect(bench.puts.at(-1)).toMatchObject({ streamId: 's2', channels: [{ cursor: { next: { 0: '42' } } }] });
  expect(stream.getState().kind).toBe('live');
});

test('a stream the console no longer knows is opened anew', async () => {
  subscribeTail();
  await settle();
  bench.putFails = new ApiError({ status: 404, code: 'STREAM_NOT_FOUND', message: '', retriable: false });
  await bench.greet('s1');
  expect(stream.getState().kind).toBe('waiting');
  expect(bench.opened[0]?.signal.aborted).toBe(true);
});

test('silence longer than two heartbeats ends the connection; a comment is no silence', async () => {
  subscribeTail();
  await settle();
  await bench.greet('s1');
  await bench.pass(silenceMsMax - 1);
  bench.opened[0]?.send(': still here\n\n');
  await settle();
  await bench.pass(2);
  expect(stream.getState().kind).toBe('live');
  await bench.pass(silenceMsMax);
  expect(stream.getState().kind).toBe('waiting');
});

test('a hidden tab gives its connection back after a while and resumes when it is seen', async () => {
  subscribeTail();
  await settle();
  await bench.greet('s1');
  stream.setVisible(false);
  await bench.pass(hiddenMsMax - 1);
  stream.setVisible(true);
  await bench.pass(hiddenMsMax);
  expect(stream.getState().kind).toBe('live');
  stream.setVisible(false);
  await bench.pass(hiddenMsMax);
  expect(stream.getState().kind).toBe('resting');
  expect(bench.opened[0]?.signal.aborted).toBe(true);
  stream.setVisible(true);
  await settle();
  await bench.greet('s2');
  expect(stream.getState().kind).toBe('live');
});

test('leaving one page for another keeps the connection; leaving for good closes it', async () => {
  const stop = subscribeTail();
  await settle();
  await bench.greet('s1');
  stop();
  await bench.pass(unusedMsMax - 1);
  const stopAgain = subscribeTail();
  await bench.pass(unusedMsMax);
  expect(bench.opened).toHaveLength(1);
  expect(bench.puts.at(-1)?.channels.map((channel) => channel.id)).toEqual(['c2']);
  stopAgain();
  await bench.pass(unusedMsMax);
  expect(stream.getState().kind).toBe('idle');
  expect(bench.opened[0]?.signal.aborted).toBe(true);
});

test('when no broker answers the stream says since when, and that it is over', async () => {
  subscribeTail();
  await settle();
  await bench.greet('s1');
  await bench.say('phase', { channel: null, phase: 'unreachable', atMs: 77 });
  expect(stream.getState()).toMatchObject({ kind: 'live', unreachableSinceMs: 77 });
  await bench.say('phase', { channel: null, phase: 'live', atMs: 99 });
  expect(stream.getState()).toMatchObject({ kind: 'live', unreachableSinceMs: null });
});

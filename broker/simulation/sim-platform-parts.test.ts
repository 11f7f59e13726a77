import { expect, test } from 'vitest';
import type { Socket } from '../platform/transport';
import { SimClock, settle } from './sim-clock';
import { SimRandom } from './sim-random';
import { SimTransport } from './sim-transport';

test('timers run in time order, with the promises that follow from each', async () => {
  const clock = new SimClock(1000);
  const seen: string[] = [];
  clock.after(20, () => seen.push(`b at ${clock.nowMs()}`));
  clock.after(10, () => {
    seen.push(`a at ${clock.nowMs()}`);
    void Promise.resolve().then(() => clock.after(5, () => seen.push(`c at ${clock.nowMs()}`)));
  });
  clock.after(12, () => seen.push('never')).cancel();
  await clock.advance(30);
  expect(seen).toEqual(['a at 1010', 'c at 1015', 'b at 1020']);
  expect(clock.monotonicMs()).toBe(30);
  expect(clock.pendingTimers).toBe(0);
});

test('the same seed gives the same numbers, spread over the range', () => {
  const numbers = (seed: number): number[] => {
    const random = new SimRandom(seed);
    return Array.from({ length: 1000 }, () => random.integer(10));
  };
  expect(numbers(7)).toEqual(numbers(7));
  expect(numbers(7)).not.toEqual(numbers(8));
  expect(new Set(numbers(7)).size).toBe(10);
  expect(new SimRandom(1).bytes(16)).toEqual(new SimRandom(1).bytes(16));
});

interface Log {
  events: string[];
  socket: Socket;
}

function record(socket: Socket): Log {
  const events: string[] = [];
  socket.setEvents({
    onData: (chunk) => events.push(chunk.toString()),
    onDrain: () => events.push('drain'),
    onEnd: () => events.push('end'),
    onClose: (error) => events.push(`close ${error?.code ?? 'clean'}`),
  });
  return { events, socket };
}

async function connected(transport: SimTransport): Promise<{ client: Log; server: Log }> {
  let server: Log | undefined;
  const listener = await transport.listen({ hosts: ['127.0.0.1', '::1'], port: 0 }, (socket) => {
    server = record(socket);
  });
  const client = record(await transport.connect({ host: 'localhost', port: listener.port }));
  if (server === undefined) throw new Error('the listener was not called');
  return { client, server };
}

test('a sim socket carries bytes in pieces, half-closes and closes', async () => {
  const { client, server } = await connected(new SimTransport({ chunkBytes: 2 }));
  client.socket.write(Buffer.from('hello'));
  client.socket.end();
  await settle();
  expect(server.events).toEqual(['he', 'll', 'o', 'end']);
  server.socket.write(Buffer.from('ok'));
  server.socket.end();
  await settle();
  expect(client.events).toEqual(['ok', 'end', 'close clean']);
  expect(server.events.at(-1)).toBe('close clean');
});

test('a paused sim socket makes the writer wait, and resuming drains it', async () => {
  const { client, server } = await connected(new SimTransport());
  server.socket.pause();
  expect(client.socket.write(Buffer.alloc(100_000))).toBe(false);
  await settle();
  expect(client.socket.bufferedBytes).toBe(100_000);
  server.socket.resume();
  await settle();
  expect(client.socket.bufferedBytes).toBe(0);
  expect(client.events).toEqual(['drain']);
});

test('a reset closes both ends, a destroy shows the peer an end and then a failed write', async () => {
  const transport = new SimTransport();
  const first = await connected(transport);
  transport.sockets[0]?.reset();
  await settle();
  expect(first.server.events).toEqual(['close ECONNRESET']);
  const second = await connected(transport);
  second.client.socket.destroy();
  await settle();
  expect(second.client.events).toEqual(['close clean']);
  expect(second.server.events).toEqual(['end']);
  second.server.socket.write(Buffer.from('x'));
  await settle();
  expect(second.server.events).toEqual(['end', 'close ECONNRESET']);
});

test('nobody listening is ECONNREFUSED', async () => {
  await expect(new SimTransport().connect({ host: '127.0.0.1', port: 1 })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

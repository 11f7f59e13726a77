import { expect, test } from 'vitest';
import type { Socket, SocketEvents } from '../transport';
import { nodeTransport } from './node-transport';

function collect(socket: Socket): { bytes: () => string; ended: Promise<void>; closed: Promise<unknown> } {
  const chunks: Buffer[] = [];
  const events: Partial<SocketEvents> = {};
  const ended = new Promise<void>((resolve) => (events.onEnd = resolve));
  const closed = new Promise<unknown>((resolve) => (events.onClose = resolve));
  const { onEnd, onClose } = events;
  if (onEnd === undefined || onClose === undefined) throw new Error('a promise runs its executor at once');
  socket.setEvents({ onData: (chunk) => chunks.push(chunk), onDrain: () => undefined, onEnd, onClose });
  return { bytes: () => Buffer.concat(chunks).toString(), ended, closed };
}

test('port 0 binds the same free port on every host, and both are reachable', async () => {
  const served: Socket[] = [];
  const listener = await nodeTransport.listen({ hosts: ['127.0.0.1', '::1'], port: 0 }, (socket) => {
    served.push(socket);
    const { ended } = collect(socket);
    void ended.then(() => {
      socket.write(Buffer.from('answer'));
      socket.end();
    });
  });
  for (const host of ['127.0.0.1', '::1']) {
    const socket = await nodeTransport.connect({ host, port: listener.port }, { timeoutMs: 1000 });
    const { bytes, closed } = collect(socket);
    socket.end();
    expect(await closed).toBeUndefined();
    expect(bytes()).toBe('answer');
  }
  expect(served).toHaveLength(2);
  await listener.close();
  await expect(nodeTransport.connect({ host: '127.0.0.1', port: listener.port }, { timeoutMs: 1000 })).rejects.toMatchObject({
    name: 'TransportError',
    code: 'ECONNREFUSED',
  });
});

test('a taken port is EADDRINUSE and leaves nothing bound', async () => {
  const first = await nodeTransport.listen({ hosts: ['::1'], port: 0 }, () => undefined);
  await expect(nodeTransport.listen({ hosts: ['127.0.0.1', '::1'], port: first.port }, () => undefined)).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
  const again = await nodeTransport.listen({ hosts: ['127.0.0.1'], port: first.port }, () => undefined);
  await Promise.all([first.close(), again.close()]);
});

test('a host the machine does not have is skipped as long as another one binds', async () => {
  const listener = await nodeTransport.listen({ hosts: ['203.0.113.1', '127.0.0.1'], port: 0 }, () => undefined);
  await listener.close();
  await expect(nodeTransport.listen({ hosts: ['203.0.113.1'], port: 0 }, () => undefined)).rejects.toMatchObject({
    code: 'EADDRNOTAVAIL',
  });
});

test('bytes that come before setEvents wait, and a paused reader holds the writer back', async () => {
  const listener = await nodeTransport.listen({ hosts: ['127.0.0.1'], port: 0 }, (socket) => {
    socket.setEvents({ onData: () => undefined, onDrain: () => undefined, onEnd: () => socket.end(), onClose: () => undefined });
    for (let index = 0; index < 200; index += 1) socket.write(Buffer.alloc(64 * 1024, 'x'));
    expect(socket.bufferedBytes).toBeGreaterThan(0);
    socket.end();
  });
  const socket = await nodeTransport.connect({ host: '127.0.0.1', port: listener.port }, { timeoutMs: 1000 });
  socket.pause();
  const { bytes, ended, closed } = collect(socket);
  socket.resume();
  await ended;
  expect(bytes().length).toBe(200 * 64 * 1024);
  socket.end();
  await closed;
  await listener.close();
});

import { expect, test } from 'vitest';
import type { LogFields, Logger } from '../platform/logger';
import type { Socket } from '../platform/transport';
import { CodecError } from '../protocol/primitives/codec-error';
import { SimClock, settle } from '../simulation/sim-clock';
import { SimTransport } from '../simulation/sim-transport';
import type { ConnectionContext, FrameHandler, FrameResult } from './frame-handler';
import { defaultNetworkLimits, type NetworkLimits } from './limits';
import { MemoryBudget } from './memory-budget';
import { SocketServer } from './socket-server';

interface Client {
  socket: Socket;
  /** Payloads of the frames received so far. */
  frames(): string[];
  receivedBytes(): number;
  /** How often data came: one per packet. */
  packets: number;
  closed: boolean;
}

interface Line {
  level: string;
  message: string;
  fields: LogFields | undefined;
}

class Setup {
  readonly clock = new SimClock();
  readonly lines: Line[] = [];
  readonly transport: SimTransport;
  readonly server: SocketServer;
  readonly budget: MemoryBudget;
  readonly closedContexts: number[] = [];
  port = 0;
  mayServe = true;

  constructor(
    handle: (request: string, frame: Buffer) => Promise<FrameResult>,
    options: {
      limits?: Partial<NetworkLimits>;
      chunkBytes?: number;
      budgetBytes?: number;
      onContext?: (context: ConnectionContext) => void;
    } = {},
  ) {
    this.transport = new SimTransport(options.chunkBytes === undefined ? {} : { chunkBytes: options.chunkBytes });
    this.budget = new MemoryBudget(options.budgetBytes ?? 1 << 30);
    const handler: FrameHandler = {
      handleFrame: (frame, context) => {
        options.onContext?.(context);
        return handle(frame.toString(), frame);
      },
      onClose: ({ id }) => this.closedContexts.push(id),
    };
    this.server = new SocketServer({
      transport: this.transport,
      clock: this.clock,
      timers: this.clock,
      logger: this.#logger(),
      limits: { ...defaultNetworkLimits, ...options.limits },
      handler,
      listenerName: 'PLAINTEXT',
      memoryBudget: this.budget,
      mayServe: () => this.mayServe,
    });
  }

  #logger(): Logger {
    const log = (level: string) => (message: string, fields?: LogFields) => {
      if (level !== 'debug') this.lines.push({ level, message, fields });
    };
    return { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') };
  }

  async connect(): Promise<Client> {
    if (this.port === 0) ({ port: this.port } = await this.server.start({ hosts: ['127.0.0.1'], port: 0 }));
    const socket = await this.transport.connect({ host: '127.0.0.1', port: this.port });
    const chunks: Buffer[] = [];
    const client: Client = {
      socket,
      packets: 0,
      closed: false,
      frames: () => splitFrames(Buffer.concat(chunks)),
      receivedBytes: () => chunks.reduce((sum, chunk) => sum + chunk.length, 0),
    };
    socket.setEvents({
      onData: (chunk) => {
        client.packets += 1;
        chunks.push(chunk);
      },
      onDrain: () => undefined,
      onEnd: () => socket.end(),
      onClose: () => (client.closed = true),
    });
    return client;
  }
}

function frameOf(payload: string | Buffer): Buffer {
  const body = Buffer.from(payload);
  const prefix = Buffer.alloc(4);
  prefix.writeInt32BE(body.length);
  return Buffer.concat([prefix, body]);
}

function splitFrames(bytes: Buffer): string[] {
  const frames: string[] = [];
  for (let at = 0; at + 4 <= bytes.length;) {
    const size = bytes.readInt32BE(at);
    frames.push(bytes.toString('utf8', at + 4, at + 4 + size));
    at += 4 + size;
  }
  return frames;
}

const echo = async (request: string): Promise<FrameResult> => [Buffer.from(`re:${request}`)];

/** The connection that the first request comes on. */
function firstContext(): { promise: Promise<ConnectionContext>; context: (context: ConnectionContext) => void } {
  let resolve: (context: ConnectionContext) => void = () => undefined;
  const promise = new Promise<ConnectionContext>((done) => (resolve = done));
  return { promise, context: (context) => resolve(context) };
}

/** A handler whose requests are answered when the test says so. */
function manual(): {
  handle: (request: string) => Promise<FrameResult>;
  started: string[];
  answer: (request: string, result?: FrameResult) => void;
} {
  const started: string[] = [];
  const resolvers = new Map<string, (result: FrameResult) => void>();
  return {
    started,
    handle: (request) => {
      started.push(request);
      return new Promise((resolve) => resolvers.set(request, resolve));
    },
    answer: (request, result = [Buffer.from(`re:${request}`)]) => resolvers.get(request)?.(result),
  };
}

test.each([1, 2, 3, 7, 1_000_000])('requests survive chunks of %i bytes', async (chunkBytes) => {
  const setup = new Setup(echo, { chunkBytes });
  const client = await setup.connect();
  const requests = ['a', 'bb', 'x'.repeat(5000), 'last'];
  client.socket.write(Buffer.concat(requests.map(frameOf)));
  await settle();
  expect(client.frames()).toEqual(requests.map((request) => `re:${request}`));
  expect(setup.budget.usedBytes).toBe(0);
  expect(setup.server.stats()).toEqual({ connections: 1, bytesIn: 5023, bytesOut: 5035, requestsInFlight: 0 });
});

test('requests start in order without waiting, responses leave in order', async () => {
  const { handle, started, answer } = manual();
  const client = await new Setup(handle).connect();
  client.socket.write(Buffer.concat(['one', 'two', 'three'].map(frameOf)));
  await settle();
  expect(started).toEqual(['one', 'two', 'three']);
  answer('three');
  answer('two', 'none');
  await settle();
  expect(client.frames()).toEqual([]);
  answer('one');
  await settle();
  expect(client.frames()).toEqual(['re:one', 're:three']);
  expect(client.packets).toBe(1);
});

test('close sends the responses before it and nothing after it', async () => {
  const { handle, answer } = manual();
  const setup = new Setup(handle);
  const client = await setup.connect();
  client.socket.write(Buffer.concat(['one', 'two', 'three'].map(frameOf)));
  await settle();
  answer('three');
  answer('two', 'close');
  answer('one');
  await settle();
  expect(client.frames()).toEqual(['re:one']);
  expect(client.closed).toBe(true);
  expect(setup.closedContexts).toEqual([1]);
  expect(setup.lines).toEqual([]);
});

test('a client that shuts its side down still gets every answer', async () => {
  const setup = new Setup(echo, { limits: { requestsInFlightMax: 1 } });
  const client = await setup.connect();
  client.socket.write(Buffer.concat(['one', 'two', 'three'].map(frameOf)));
  client.socket.end();
  await settle();
  expect(client.frames()).toEqual(['re:one', 're:two', 're:three']);
  expect(client.closed).toBe(true);
});

test('no more than the allowed number of requests is at work, the rest waits in the socket', async () => {
  const { handle, started, answer } = manual();
  const setup = new Setup(handle, { limits: { requestsInFlightMax: 2 } });
  const client = await setup.connect();
  client.socket.write(Buffer.concat(['one', 'two', 'three'].map(frameOf)));
  await settle();
  expect(started).toEqual(['one', 'two']);
  client.socket.write(Buffer.alloc(100_000));
  await settle();
  expect(client.socket.bufferedBytes).toBe(100_000);
  answer('one');
  await settle();
  expect(started).toEqual(['one', 'two', 'three']);
});

test.each([
  ['a negative length', Buffer.from([0xff, 0xff, 0xff, 0xff]), /a frame of -1 bytes/],
  ['length 0', Buffer.alloc(4), /a frame of 0 bytes/],
  ['a huge length', Buffer.from([0x7f, 0xff, 0xff, 0xff]), /above the limit of 104857600/],
  ['TLS', Buffer.from('160301020001000200', 'hex'), /a TLS handshake/],
  ['HTTP', Buffer.from('GET / HTTP/1.1\r\n\r\n'), /an HTTP request/],
  ['SSH', Buffer.from('SSH-2.0-OpenSSH_9.6\r\n'), /an SSH greeting/],
  ['typed text', Buffer.from('hello?\r\n'), /text, which is no Kafka request/],
])('%s closes that connection with one line, and no other', async (_name, bytes, expected) => {
  for (const chunkBytes of [1, 1000]) {
    const setup = new Setup(echo, { chunkBytes });
    const other = await setup.connect();
    const client = await setup.connect();
    client.socket.write(bytes);
    await settle();
    expect(client.closed).toBe(true);
    expect(setup.lines).toHaveLength(1);
    expect(setup.lines[0]?.message).toMatch(expected);
    other.socket.write(frameOf('still here'));
    await settle();
    expect(other.frames()).toEqual(['re:still here']);
    expect(setup.budget.usedBytes).toBe(0);
  }
});

test('nothing is allocated for a length that is only promised', async () => {
  const setup = new Setup(echo);
  const client = await setup.connect();
  client.socket.write(Buffer.from([0x06, 0x00, 0x00, 0x00, 1, 2, 3]));
  await settle();
  expect(setup.budget.usedBytes).toBe(4096);
  client.socket.destroy();
  await settle();
  expect(setup.budget.usedBytes).toBe(0);
});

test('bytes that no request can be read from close the connection, and the line says where', async () => {
  const setup = new Setup(() => Promise.reject(new CodecError('string too long', 17).within('topics')));
  const client = await setup.connect();
  client.socket.write(Buffer.concat([frameOf('x'), frameOf('y')]));
  await settle();
  expect(client.closed).toBe(true);
  expect(setup.lines).toHaveLength(1);
  expect(setup.lines[0]?.fields).toMatchObject({ byteOffset: 17, fieldPath: 'topics' });
});

test('a handler that throws closes the connection and is logged as an error', async () => {
  const setup = new Setup(() => {
    throw new Error('broken invariant');
  });
  const client = await setup.connect();
  client.socket.write(frameOf('x'));
  await settle();
  expect(client.closed).toBe(true);
  expect(setup.lines.map(({ level }) => level)).toEqual(['error']);
});

test('a client that does not read gets no further request started and memory stays flat', async () => {
  let startedCount = 0;
  const setup = new Setup(
    async () => {
      startedCount += 1;
      return [Buffer.alloc(64 * 1024)];
    },
    { limits: { requestsInFlightMax: 4, responseBytesWaitingMax: 256 * 1024 } },
  );
  const client = await setup.connect();
  client.socket.pause();
  client.socket.write(Buffer.concat(Array.from({ length: 1000 }, () => frameOf('fetch'))));
  await settle();
  expect(startedCount).toBeLessThanOrEqual(12);
  expect(setup.transport.sockets[1]?.bufferedBytes).toBeLessThan(1024 * 1024);
  client.socket.resume();
  await settle();
  expect(startedCount).toBe(1000);
  expect(client.receivedBytes()).toBe(1000 * (64 * 1024 + 4));
});

test('when request memory is full, sockets are not read until work finishes', async () => {
  const { handle, started, answer } = manual();
  const setup = new Setup(handle, { budgetBytes: 1000 });
  const [first, second] = [await setup.connect(), await setup.connect()];
  first.socket.write(frameOf('x'.repeat(1200)));
  await settle();
  second.socket.write(frameOf('y'));
  await settle();
  second.socket.write(frameOf('z'));
  await settle();
  expect(started).toEqual(['x'.repeat(1200), 'y']);
  answer('x'.repeat(1200));
  await settle();
  expect(started.at(-1)).toBe('z');
});

test('half-sent requests that fill the memory alone cost the largest of them its connection', async () => {
  const setup = new Setup(echo, { budgetBytes: 20_000 });
  const [large, small, honest] = [await setup.connect(), await setup.connect(), await setup.connect()];
  large.socket.write(Buffer.concat([Buffer.from([0, 1, 0, 0]), Buffer.alloc(17_000)]));
  await settle();
  small.socket.write(Buffer.concat([Buffer.from([0, 1, 0, 0]), Buffer.alloc(5_000)]));
  await settle();
  expect([large.closed, small.closed]).toEqual([true, false]);
  expect(setup.lines).toHaveLength(1);
  honest.socket.write(frameOf('hello'));
  await settle();
  expect(honest.frames()).toEqual(['re:hello']);
});

test('an idle connection is closed, one that waits for its answer is not', async () => {
  const { handle, answer } = manual();
  const setup = new Setup(handle, { limits: { idleMsMax: 1000 } });
  const idle = await setup.connect();
  const waiting = await setup.connect();
  await setup.clock.advance(900);
  waiting.socket.write(frameOf('long'));
  await setup.clock.advance(5000);
  expect([idle.closed, waiting.closed]).toEqual([true, false]);
  answer('long');
  await setup.clock.advance(500);
  expect(waiting.frames()).toEqual(['re:long']);
  await setup.clock.advance(600);
  expect(waiting.closed).toBe(true);
});

test('while nothing may be served, requests and finished answers cost the connection instead', async () => {
  const { handle, answer, started } = manual();
  const setup = new Setup(handle);
  const [asking, waiting, idle] = [await setup.connect(), await setup.connect(), await setup.connect()];
  waiting.socket.write(frameOf('before'));
  await settle();
  setup.mayServe = false;
  answer('before');
  asking.socket.write(frameOf('during'));
  await settle();
  expect(started).toEqual(['before']);
  expect([asking.closed, waiting.closed, idle.closed]).toEqual([true, true, false]);
  expect(waiting.frames()).toEqual([]);
  setup.mayServe = true;
  idle.socket.write(frameOf('after'));
  await settle();
  expect(started).toEqual(['before', 'after']);
  expect(setup.lines).toEqual([]);
});

test('whoever has to authenticate may send little until then, and has to do it in time', async () => {
  const limits = { beforeAuthentication: { requestBytesMax: 10, msMax: 1000 } };
  const { promise, context } = firstContext();
  const setup = new Setup(async (request) => [Buffer.from(request)], { limits, onContext: context });
  const [peer, slow, large] = [await setup.connect(), await setup.connect(), await setup.connect()];
  peer.socket.write(frameOf('short'));
  (await promise).peerId = 2;
  peer.socket.write(frameOf('no longer a stranger'));
  large.socket.write(frameOf('still a stranger'));
  await settle();
  expect(peer.frames()).toEqual(['short', 'no longer a stranger']);
  expect([peer.closed, slow.closed, large.closed]).toEqual([false, false, true]);
  await setup.clock.advance(1000);
  expect([peer.closed, slow.closed]).toEqual([false, true]);
  expect(setup.lines.map(({ message }) => message.replace(/.*: it /, ''))).toEqual([
    'sent a frame of 16 bytes, above the limit of 10',
    'did not authenticate in time',
  ]);
  peer.socket.destroy();
  await settle();
  expect(setup.clock.pendingTimers).toBe(0);
});

test('stopping answers what is at work, refuses newcomers, and does not wait for ever', async () => {
  const { handle, answer } = manual();
  const setup = new Setup(handle);
  const [quick, stuck, idle] = [await setup.connect(), await setup.connect(), await setup.connect()];
  quick.socket.write(frameOf('quick'));
  stuck.socket.write(frameOf('stuck'));
  await settle();
  let stopped = false;
  const stopping = setup.server.stop({ graceMs: 500 }).then(() => (stopped = true));
  answer('quick');
  await settle();
  expect([quick.frames(), idle.closed, stopped]).toEqual([['re:quick'], true, false]);
  await expect(setup.connect()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await setup.clock.advance(500);
  await stopping;
  expect(stuck.closed).toBe(true);
  expect(setup.closedContexts.sort()).toEqual([1, 2, 3]);
  expect(setup.clock.pendingTimers).toBe(0);
});

import { beforeEach, expect, test } from 'vitest';
import { errorCodes } from '../protocol/error-codes';
import { findCoordinatorApi } from '../protocol/messages/find-coordinator';
import { initProducerIdApi } from '../protocol/messages/init-producer-id';
import { metadataApi } from '../protocol/messages/metadata';
import { zeroUuid } from '../protocol/primitives/uuid';
import { produceApi, type ProduceRequest } from '../protocol/messages/produce';
import { batchHeader } from '../protocol/records/batch-header';
import { decodeBatch } from '../protocol/records/decode-batch';
import { partitionForKey } from '../protocol/records/murmur2';
import { RecordingLogger, ScriptedBroker } from '../simulation/scripted-broker';
import { SimClock, settle } from '../simulation/sim-clock';
import { SimRandom } from '../simulation/sim-random';
import { SimTransport } from '../simulation/sim-transport';
import { parseBootstrapServers } from './bootstrap-servers';
import { UnreachableError } from './first-that-answers';
import { KafkaClient, type KafkaClientOptions } from './kafka-client';
import { Producer, type ProducerOptions } from './producer';

const partitionCount = 3;

let clock: SimClock;
let transport: SimTransport;
let broker: ScriptedBroker;
let client: KafkaClient;

beforeEach(async () => {
  clock = new SimClock();
  transport = new SimTransport();
  broker = new ScriptedBroker();
  await broker.start(transport, 9092);
  broker.on(metadataApi, ({ topics }) => ({
    brokers: [{ nodeId: 1, host: '127.0.0.1', port: 9092 }],
    controllerId: 1,
    topics: (topics ?? [{ name: 't' }]).map(({ name }) => ({
      errorCode: 0,
      name,
      partitions: Array.from({ length: partitionCount }, (_, partitionIndex) => ({
        errorCode: 0,
        partitionIndex,
        leaderId: 1,
        replicaNodes: [1],
        isrNodes: [1],
      })),
    })),
  }));
  client = new KafkaClient(options());
});

function options(): KafkaClientOptions {
  return {
    transport,
    clock,
    timers: clock,
    random: new SimRandom(1),
    logger: new RecordingLogger(),
    bootstrapServers: '127.0.0.1:9092',
    clientId: 'test',
    requestTimeoutMs: 1000,
  };
}

/** Waits for the promise while virtual time passes. */
async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  const state = { settled: false };
  const watched = promise.finally(() => (state.settled = true));
  watched.catch(() => undefined);
  for (let passedMs = 0; passedMs <= ms && !state.settled; passedMs += 10) await clock.advance(10);
  if (!state.settled) throw new Error(`still pending after ${ms} ms`);
  return watched;
}

test.each([
  ['localhost:9092', [{ host: 'localhost', port: 9092 }]],
  [
    'a:1, b:2',
    [
      { host: 'a', port: 1 },
      { host: 'b', port: 2 },
    ],
  ],
  ['[::1]:9092', [{ host: '::1', port: 9092 }]],
])('bootstrap servers %s', (text, expected) => {
  expect(parseBootstrapServers(text)).toEqual(expected);
});

test.each(['', ' ', 'localhost', 'localhost:0', 'a:70000', '::1:9092', 'a:b'])('not bootstrap servers: "%s"', (text) => {
  expect(() => parseBootstrapServers(text)).toThrow(RangeError);
});

test('the newest version both sides have is used, and an old broker is asked again in its own version', async () => {
  broker.apiVersionsMax = 2;
  broker.on(findCoordinatorApi, () => ({ errorCode: 0, errorMessage: null, nodeId: 1, host: '127.0.0.1', port: 9092 }), {
    min: 0,
    max: 2,
  });
  expect(await client.coordinatorOf('g')).toBe(1);
  await client.metadata();
  expect(broker.requests.map(({ api, version }) => `${api} ${version}`)).toEqual(['FindCoordinator 2', 'Metadata 13']);
});

test('an API the broker lacks is a clear error', async () => {
  const request = { transactionalId: null, transactionTimeoutMs: 0 };
  await expect(client.send('any', initProducerIdApi, request)).rejects.toMatchObject({ errorName: 'UNSUPPORTED_VERSION' });
});

test('requests are pipelined on one connection and their answers come back to the right caller', async () => {
  const counts = await Promise.all([client.metadata(['a']), client.metadata(['b', 'c']), client.metadata(null)]);
  expect(counts.map(({ topics }) => topics.map(({ name }) => name))).toEqual([['a'], ['b', 'c'], ['t']]);
  expect(broker.connectionCount).toBe(1);
});

test('a broker that does not answer fails the request in time and leaves nothing behind', async () => {
  broker.on(findCoordinatorApi, () => 'silence');
  const failing = client.send('any', findCoordinatorApi, { coordinatorKeys: ['g'] });
  await expect(within(2000, failing)).rejects.toMatchObject({ errorName: 'REQUEST_TIMED_OUT' });
  client.close();
  await settle();
  expect([broker.connectionCount, clock.pendingTimers]).toEqual([0, 0]);
});

test('closing the client ends what is under way', async () => {
  broker.on(findCoordinatorApi, () => 'silence');
  const failing = client.coordinatorOf('g');
  await settle();
  client.close();
  await expect(failing).rejects.toMatchObject({ message: 'This client is closed.' });
  await expect(client.metadata()).rejects.toMatchObject({ errorName: 'NETWORK_EXCEPTION' });
  await settle();
  expect([broker.connectionCount, clock.pendingTimers]).toEqual([0, 0]);
});

test('nobody there: the error names the address and the reason', async () => {
  await broker.stop();
  await expect(client.metadata()).rejects.toMatchObject({ message: 'Cannot connect to 127.0.0.1:9092 (ECONNREFUSED).' });
});

test('any broker: who is gone, hangs up or says nothing is passed over', async () => {
  const [gone, rude, mute] = [new ScriptedBroker(), new ScriptedBroker(), new ScriptedBroker()];
  await gone.start(transport, 9093);
  await gone.stop();
  await rude.start(transport, 9094);
  rude.on(metadataApi, () => 'hang-up');
  await mute.start(transport, 9095);
  mute.on(metadataApi, () => 'silence');
  const bootstrapServers = [9093, 9094, 9095, 9092].map((port) => `127.0.0.1:${port}`).join(',');
  const own = new KafkaClient({ ...options(), bootstrapServers });
  expect((await within(2000, own.metadata([]))).brokers.map(({ id }) => id)).toEqual([1]);
  expect([rude.requests.length, mute.requests.length]).toEqual([1, 1]);

  await broker.stop();
  await expect(within(3000, own.metadata([]))).rejects.toMatchObject({
    errorName: 'REQUEST_TIMED_OUT',
    message:
      'None of 127.0.0.1:9092, 127.0.0.1:9093, 127.0.0.1:9094, 127.0.0.1:9095 answers. 127.0.0.1:9095 did not answer Metadata in 1000 ms.',
  });
  await rude.stop();
  await mute.stop();
  await expect(own.metadata([])).rejects.toBeInstanceOf(UnreachableError);
  own.close();
});

test('a process that takes connections and says nothing is given up as soon as one that cannot be reached', async () => {
  const nothing = (): void => undefined;
  const events = { onData: nothing, onDrain: nothing, onEnd: nothing, onClose: nothing };
  const frozen = await transport.listen({ hosts: ['127.0.0.1'], port: 9093 }, (socket) => {
    socket.setEvents(events);
  });
  const bootstrapServers = '127.0.0.1:9093,127.0.0.1:9092';
  const own = new KafkaClient({ ...options(), bootstrapServers, connectTimeoutMs: 100 });
  expect((await within(200, own.metadata([]))).brokers).toHaveLength(1);
  own.close();
  await frozen.close();
});

test('a broker that cannot be reached is looked for again', async () => {
  const moved = new ScriptedBroker();
  await moved.start(transport, 9093);
  moved.on(findCoordinatorApi, () => ({ coordinators: [{ key: 'g', nodeId: 2, host: '127.0.0.1', port: 9093 }] }));
  let port = 9094;
  broker.on(metadataApi, () => ({ brokers: [{ nodeId: 2, host: '127.0.0.1', port }], controllerId: 2, topics: [] }));
  await client.metadata();
  port = 9093;
  const answer = client.retrying(() => client.send(2, findCoordinatorApi, { coordinatorKeys: ['g'] }));
  expect((await within(1000, answer)).coordinators[0]?.nodeId).toBe(2);
});

test('a broker that was cut off and tells of an earlier leader is not believed; another topic of the name is another story', async () => {
  const leaderTold = async (leaderId: number, leaderEpoch: number, topicId = 'AAAAAAAAAAAAAAAAAAAAAQ') => {
    const partition = { errorCode: 0, partitionIndex: 0, leaderId, leaderEpoch, replicaNodes: [2, 3], isrNodes: [2, 3] };
    broker.on(metadataApi, () => ({
      brokers: [2, 3].map((nodeId) => ({ nodeId, host: '127.0.0.1', port: 9092 })),
      controllerId: 2,
      topics: [{ errorCode: 0, name: 't', topicId, partitions: [partition] }],
    }));
    client.forgetTopic('t');
    await within(100, client.topic('t', { refresh: true }));
    return client.knownLeaderOf({ topic: 't', partition: 0 });
  };
  expect(await leaderTold(2, 5)).toBe(2);
  expect(await leaderTold(3, 4)).toBe(2);
  expect(await leaderTold(-1, 5)).toBeUndefined();
  expect(await leaderTold(3, 6)).toBe(3);
  expect(await leaderTold(2, 0, 'BBBBBBBBBBBBBBBBBBBBBQ')).toBe(2);
  expect(await leaderTold(3, 1, zeroUuid)).toBe(3);
  expect(await leaderTold(2, 0, zeroUuid)).toBe(2);
});

test('a lost connection is made again', async () => {
  await client.metadata();
  broker.disconnectAll();
  await settle();
  expect((await client.metadata()).brokers).toHaveLength(1);
});

interface Written {
  partition: number;
  producerId: number;
  baseSequence: number;
  values: string[];
  bytes: Buffer;
}

/** Scripts Produce: remembers what came and answers each partition with what `judge` says. */
function scriptProduce(
  judge: (written: Written, attempt: number) => keyof typeof errorCodes | 'hang-up' | 'silence' = () => 'NONE',
): Written[] {
  const all: Written[] = [];
  let nextProducerId = 100;
  broker.on(initProducerIdApi, () => ({ throttleTimeMs: 0, errorCode: 0, producerId: (nextProducerId += 1), producerEpoch: 0 }));
  broker.on(produceApi, (request: ProduceRequest) => {
    const written = request.topicData.flatMap(({ partitionData }) =>
      partitionData.map(({ index, records }) => {
        const batch = records ?? Buffer.alloc(0);
        return {
          partition: index,
          producerId: batchHeader.producerId(batch, 0),
          baseSequence: batchHeader.baseSequence(batch, 0),
          values: [...decodeBatch(batch, 0)].map(({ value }) => String(value)),
          bytes: Buffer.from(batch),
        };
      }),
    );
    const verdicts = written.map((part) => judge(part, all.push(part)));
    const refusal = verdicts.find((verdict) => verdict === 'hang-up' || verdict === 'silence');
    if (refusal !== undefined) return refusal;
    return {
      responses: request.topicData.map(({ name, partitionData }) => ({
        name,
        partitionResponses: partitionData.map(({ index }, at) => {
          const verdict = verdicts[at] ?? 'NONE';
          const errorCode = verdict === 'hang-up' || verdict === 'silence' ? 0 : errorCodes[verdict];
          return { index, errorCode, baseOffset: errorCode === 0 ? 10 : -1 };
        }),
      })),
    };
  });
  return all;
}

function send(producer: Producer, value: string, options: { key?: string; partition?: number } = {}): Promise<string> {
  const { key, ...rest } = options;
  const record = { key: key === undefined ? null : Buffer.from(key), value: Buffer.from(value), ...rest };
  return producer.send('t', record).then(
    ({ partition, offset }) => `${partition}@${offset}`,
    (error: unknown) => (error instanceof Error ? error.message : 'not an error'),
  );
}

const producerWith = (options: Omit<ProducerOptions, 'client'> = {}): Producer => new Producer({ client, ...options });

test('records of one burst travel as one batch, in order, and each learns its offset', async () => {
  const all = scriptProduce();
  const producer = producerWith();
  const results = ['a', 'b', 'c'].map((value) => send(producer, value, { partition: 2 }));
  expect(await within(100, Promise.all(results))).toEqual(['2@10', '2@11', '2@12']);
  expect(all.map(({ values, baseSequence }) => [values, baseSequence])).toEqual([[['a', 'b', 'c'], 0]]);
  expect(await within(100, send(producer, 'd', { partition: 2 }))).toBe('2@10');
  expect(all.at(-1)).toMatchObject({ values: ['d'], baseSequence: 3 });
});

test('keys go where the Java client puts them, null keys stay together', async () => {
  const all = scriptProduce();
  const producer = producerWith();
  const keys = ['a', 'b', 'c', 'd', 'e'];
  const results = await within(100, Promise.all(keys.map((key) => send(producer, key, { key }))));
  expect(results.map((result) => Number(result.split('@')[0]))).toEqual(
    keys.map((key) => partitionForKey(Buffer.from(key), partitionCount)),
  );
  await within(100, Promise.all(['x', 'y', 'z'].map((value) => send(producer, value))));
  expect(all.at(-1)?.values).toEqual(['x', 'y', 'z']);
});

test('a batch lingers for more records, and flush() does not', async () => {
  const all = scriptProduce();
  const producer = producerWith({ lingerMs: 50 });
  const first = send(producer, 'a', { partition: 0 });
  await clock.advance(40);
  const second = send(producer, 'b', { partition: 0 });
  expect(all).toEqual([]);
  await clock.advance(20);
  expect(await Promise.all([first, second])).toEqual(['0@10', '0@11']);
  const third = send(producer, 'c', { partition: 0 });
  await producer.flush();
  expect(await third).toBe('0@10');
});

test.each(['hang-up', 'NOT_LEADER_OR_FOLLOWER', 'NOT_ENOUGH_REPLICAS_AFTER_APPEND', 'silence'] as const)(
  'after %s the very same bytes are sent again, before any later record',
  async (failure) => {
    const all = scriptProduce((_written, attempt) => (attempt <= 2 ? failure : 'NONE'));
    const producer = producerWith();
    const first = send(producer, 'a', { partition: 0 });
    await settle();
    const second = send(producer, 'b', { partition: 0 });
    expect(await within(5000, Promise.all([first, second]))).toEqual(['0@10', '0@10']);
    expect(all.map(({ values, baseSequence, producerId }) => [values[0], baseSequence, producerId])).toEqual([
      ['a', 0, 101],
      ['a', 0, 101],
      ['a', 0, 101],
      ['b', 1, 101],
    ]);
    expect(all[1]?.bytes).toEqual(all[0]?.bytes);
  },
);

test('a refusal frees its sequence numbers; a batch in doubt costs the producer id', async () => {
  let verdict: keyof typeof errorCodes | 'hang-up' = 'INVALID_RECORD';
  const all = scriptProduce(() => verdict);
  const producer = producerWith({ deliveryTimeoutMs: 300 });
  expect(await within(1000, send(producer, 'refused', { partition: 0 }))).toMatch(/INVALID_RECORD/);
  verdict = 'NONE';
  await within(1000, send(producer, 'a', { partition: 0 }));
  expect(all.at(-1)).toMatchObject({ producerId: 101, baseSequence: 0 });
  verdict = 'hang-up';
  expect(await within(3000, send(producer, 'in doubt', { partition: 0 }))).toMatch(/closed the connection/);
  expect(all.at(-1)).toMatchObject({ producerId: 101, baseSequence: 1 });
  verdict = 'NONE';
  await within(1000, send(producer, 'b', { partition: 0 }));
  expect(all.at(-1)).toMatchObject({ producerId: 102, baseSequence: 0 });
});

test('a broker that forgot the producer gets a new id', async () => {
  const all = scriptProduce((_written, attempt) => (attempt === 2 ? 'UNKNOWN_PRODUCER_ID' : 'NONE'));
  const producer = producerWith();
  await within(1000, send(producer, 'a', { partition: 0 }));
  expect(await within(1000, send(producer, 'b', { partition: 0 }))).toBe('0@10');
  expect(all.map(({ producerId, baseSequence }) => [producerId, baseSequence])).toEqual([
    [101, 0],
    [101, 1],
    [102, 0],
  ]);
});

test('a batch that is too large is sent in halves, a record that is too large is refused', async () => {
  const all = scriptProduce(({ values }) => (values.length > 1 || values[0] === 'huge' ? 'MESSAGE_TOO_LARGE' : 'NONE'));
  const producer = producerWith();
  const results = ['a', 'b', 'huge', 'c'].map((value) => send(producer, value, { partition: 1 }));
  expect(await within(1000, Promise.all(results))).toEqual(['1@10', '1@10', expect.stringMatching(/MESSAGE_TOO_LARGE/), '1@10']);
  const written = all.filter(({ values }) => values.length === 1 && values[0] !== 'huge');
  expect(written.map(({ values, baseSequence }) => [values[0], baseSequence])).toEqual([
    ['a', 0],
    ['b', 1],
    ['c', 2],
  ]);
});

test('acks=0 waits for no answer, and an idempotent producer cannot have it', async () => {
  const all = scriptProduce(() => 'silence');
  expect(await within(100, send(producerWith({ acks: 0 }), 'a', { partition: 0 }))).toBe('0@-1');
  expect(all[0]?.producerId).toBe(-1);
  expect(() => producerWith({ acks: 0, idempotent: true })).toThrow(RangeError);
});

test('send() waits while too much is on its way, and keeps the order', async () => {
  const all = scriptProduce();
  const producer = producerWith({ bufferBytesMax: 300, batchBytesMax: 200 });
  const values = Array.from({ length: 40 }, (_, index) => `value ${index}`);
  const results = values.map((value) => send(producer, value, { partition: 0 }));
  await settle();
  await within(1000, Promise.all(results));
  expect(all.flatMap((written) => written.values)).toEqual(values);
  await within(100, producer.close());
  client.close();
  await settle();
  expect([producer.bufferedBytes, clock.pendingTimers]).toEqual([0, 0]);
});

test('a partition the topic does not have is refused at once', async () => {
  scriptProduce();
  expect(await within(100, send(producerWith(), 'a', { partition: 9 }))).toMatch(/has 3 partitions; 9 is none of them/);
});

import { beforeEach, expect, test } from 'vitest';
import { fetchApi } from '../protocol/messages/fetch';
import { metadataApi } from '../protocol/messages/metadata';
import { batchHeader } from '../protocol/records/batch-header';
import { encodeBatch } from '../protocol/records/encode-batch';
import { RecordingLogger, ScriptedBroker } from '../simulation/scripted-broker';
import { SimClock } from '../simulation/sim-clock';
import { SimRandom } from '../simulation/sim-random';
import { SimTransport } from '../simulation/sim-transport';
import { decodeAssignment, decodeSubscribedTopics, encodeAssignment, encodeSubscription } from './consumer-protocol-bytes';
import { recordsFrom } from './fetched-records';
import { KafkaClient } from './kafka-client';
import { PartitionConsumer, type PartitionConsumerOptions } from './partition-consumer';
import { assignRanges } from './range-assignor';

interface BatchOptions {
  producerId?: number;
  abortMarker?: boolean;
}

function batch(baseOffset: number, values: readonly string[], { producerId, abortMarker = false }: BatchOptions = {}): Buffer {
  const marker = { key: Buffer.from([0, 0, 0, 0]), value: Buffer.alloc(6), timestampMs: 1 };
  const records = abortMarker ? [marker] : values.map((value) => ({ key: null, value: Buffer.from(value), timestampMs: 1 }));
  const producer =
    producerId === undefined ? {} : { producerId, producerEpoch: 0, isTransactional: true, isControl: abortMarker };
  return encodeBatch(records, { baseOffset, ...producer });
}

test('records before the wanted offset, control records and aborted ones are left out', () => {
  const log = Buffer.concat([
    batch(0, ['a', 'b']),
    batch(2, ['aborted'], { producerId: 7 }),
    batch(3, ['kept'], { producerId: 8 }),
    batch(4, [], { producerId: 7, abortMarker: true }),
    batch(5, ['kept too'], { producerId: 7 }),
  ]);
  const aborted = [{ producerId: 7, firstOffset: 2 }];
  const valuesFrom = (offset: number, list: typeof aborted | null): string[] =>
    [...recordsFrom(log, offset, list)].map(({ value }) => String(value));
  expect(valuesFrom(1, aborted)).toEqual(['b', 'kept', 'kept too']);
  expect(valuesFrom(1, null)).toEqual(['b', 'aborted', 'kept', 'kept too']);
});

test.each([
  ['evenly', 4, ['a', 'b'], { a: [0, 1], b: [2, 3] }],
  ['with one more for the first', 5, ['b', 'a'], { a: [0, 1, 2], b: [3, 4] }],
  ['with nothing for the last', 1, ['a', 'b'], { a: [0], b: [] }],
])('partitions are shared out %s', (_name, count, members, expected) => {
  const subscribers = members.map((memberId) => ({ memberId, topics: ['t'] }));
  const assigned = assignRanges(subscribers, new Map([['t', count]]));
  const byMember = [...assigned].map(([member, parts]) => [member, parts.map(({ partition }) => partition)]);
  expect(Object.fromEntries(byMember)).toEqual(expected);
});

test('only subscribers of a topic get its partitions', () => {
  const subscribers = [
    { memberId: 'a', topics: ['t', 'u'] },
    { memberId: 'b', topics: ['u'] },
  ];
  const assigned = assignRanges(
    subscribers,
    new Map([
      ['t', 2],
      ['u', 2],
    ]),
  );
  expect(assigned.get('a')).toEqual([
    { topic: 't', partition: 0 },
    { topic: 't', partition: 1 },
    { topic: 'u', partition: 0 },
  ]);
  expect(assigned.get('b')).toEqual([{ topic: 'u', partition: 1 }]);
});

test('subscriptions and assignments survive, and newer versions are read', () => {
  expect(decodeSubscribedTopics(encodeSubscription(['t', 'u']))).toEqual(['t', 'u']);
  const parts = [
    { topic: 't', partition: 3 },
    { topic: 't', partition: 1 },
  ];
  expect(decodeAssignment(encodeAssignment(parts))).toEqual(parts);
  expect(decodeAssignment(Buffer.alloc(0))).toEqual([]);
  const newer = encodeAssignment(parts);
  newer.writeInt16BE(99);
  expect(decodeAssignment(newer)).toEqual(parts);
});

let clock: SimClock;
let broker: ScriptedBroker;
let client: KafkaClient;
/** One partition's log: batches by base offset. */
let log: Buffer[];

beforeEach(async () => {
  clock = new SimClock();
  log = [];
  const transport = new SimTransport();
  broker = new ScriptedBroker();
  await broker.start(transport, 9092);
  broker.on(metadataApi, () => ({
    brokers: [{ nodeId: 1, host: '127.0.0.1', port: 9092 }],
    topics: [
      { errorCode: 0, name: 't', partitions: [{ errorCode: 0, partitionIndex: 0, leaderId: 1, replicaNodes: [], isrNodes: [] }] },
    ],
  }));
  scriptFetch(() => 0);
  const ports = { transport, clock, timers: clock, random: new SimRandom(1), logger: new RecordingLogger() };
  client = new KafkaClient({ ...ports, bootstrapServers: '127.0.0.1:9092', clientId: 'test', requestTimeoutMs: 1000 });
});

/** Answers one batch per fetch, or the error that `judge` gives for the how-manieth fetch it is. */
function scriptFetch(judge: (fetchNumber: number) => number): void {
  let fetchNumber = 0;
  broker.on(fetchApi, async ({ topics, maxWaitMs }) => {
    fetchNumber += 1;
    const errorCode = judge(fetchNumber);
    const fetchOffset = topics[0]?.partitions[0]?.fetchOffset ?? 0;
    const found = log.find((candidate) => batchHeader.lastOffset(candidate, 0) >= fetchOffset);
    if (found === undefined && errorCode === 0) await new Promise<void>((resolve) => clock.after(maxWaitMs, resolve));
    const records = errorCode === 0 ? (found ?? null) : null;
    const partition = { partitionIndex: 0, errorCode, highWatermark: log.length, abortedTransactions: null, records };
    return { throttleTimeMs: 0, errorCode: 0, responses: [{ topic: 't', partitions: [partition] }] };
  });
}

function consumerFrom(offset: number, options: Omit<PartitionConsumerOptions, 'client'> = {}): PartitionConsumer {
  const consumer = new PartitionConsumer({ client, ...options });
  consumer.assign([{ topic: 't', partition: 0, offset }]);
  return consumer;
}

async function pollAll(consumer: PartitionConsumer, forMs: number): Promise<string[]> {
  const values: string[] = [];
  const untilMs = clock.monotonicMs() + forMs;
  while (clock.monotonicMs() < untilMs) {
    const polling = consumer.poll(20);
    await clock.advance(20);
    for (const { value } of await polling) values.push(String(value));
  }
  return values;
}

test('nothing more is fetched than the limit while nobody polls', async () => {
  log = Array.from({ length: 100 }, (_, index) => batch(index, ['x'.repeat(1000)]));
  const consumer = consumerFrom(0, { prefetchBytesMax: 5000 });
  await clock.advance(2000);
  const fetches = broker.requests.filter(({ api }) => api === 'Fetch').length;
  expect(fetches).toBeLessThanOrEqual(6);
  expect(await pollAll(consumer, 2000)).toHaveLength(100);
  consumer.close();
});

test.each([
  ['NOT_LEADER_OR_FOLLOWER', 6],
  ['UNKNOWN_TOPIC_OR_PARTITION', 3],
  ['KAFKA_STORAGE_ERROR', 56],
])('after %s it asks who leads and goes on without a loss or a repeat', async (_name, errorCode) => {
  log = [batch(0, ['a', 'b']), batch(2, ['c'])];
  scriptFetch((fetchNumber) => (fetchNumber % 2 === 1 ? errorCode : 0));
  const consumer = consumerFrom(0);
  expect(await pollAll(consumer, 2000)).toEqual(['a', 'b', 'c']);
  consumer.close();
});

test('a lost connection is no loss and no repeat', async () => {
  log = [batch(0, ['a', 'b'])];
  const consumer = consumerFrom(0);
  expect(await pollAll(consumer, 100)).toEqual(['a', 'b']);
  broker.disconnectAll();
  log.push(batch(2, ['c']));
  expect(await pollAll(consumer, 2000)).toEqual(['c']);
  consumer.close();
});

test('a batch that does not match its CRC is an error that names the offset, after the records before it', async () => {
  const corrupt = batch(1, ['b']);
  corrupt[corrupt.length - 2] = 0x55;
  log = [Buffer.concat([batch(0, ['a']), corrupt])];
  const consumer = consumerFrom(0);
  await clock.advance(50);
  expect((await consumer.poll(0)).map(({ value }) => String(value))).toEqual(['a']);
  await expect(consumer.poll(0)).rejects.toThrow(/t-0 cannot be read at offset 1: .* CRC/);
  consumer.close();
});

test('closing ends a poll that waits and leaves no timer', async () => {
  const consumer = consumerFrom(0);
  await clock.advance(10);
  const polling = consumer.poll(60_000);
  consumer.close();
  expect(await polling).toEqual([]);
  client.close();
  await clock.advance(600);
  expect([clock.pendingTimers, broker.connectionCount]).toEqual([0, 0]);
});

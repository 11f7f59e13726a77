import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiVersionsApi } from '../../protocol/messages/api-versions';
import { fetchApi } from '../../protocol/messages/fetch';
import { metadataApi } from '../../protocol/messages/metadata';
import { produceApi } from '../../protocol/messages/produce';
import { encodeBatch } from '../../protocol/records/encode-batch';
import { RawConnection, requestFrame } from './raw-connection';
import { startTestBroker, type TestBroker } from './start-test-broker';

/** Whatever one connection sends, it is closed or answered, and the others are served on. */
let broker: TestBroker;
let kafka: Kafka;

beforeAll(async () => {
  broker = await startTestBroker();
  kafka = new Kafka({ brokers: [broker.bootstrapServers], logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic: 'target', numPartitions: 1 }] });
  await admin.disconnect();
});

afterAll(async () => {
  await broker.stop();
});

const noClientId = Buffer.from([0xff, 0xff]);
/** Client id null, then no tagged fields: the rest of a flexible header. */
const flexibleHeader = Buffer.from([0xff, 0xff, 0x00]);

async function expectServed(): Promise<void> {
  const producer = kafka.producer();
  await producer.connect();
  const [sent] = await producer.send({ topic: 'target', messages: [{ value: 'still here' }] });
  await producer.disconnect();
  expect(sent?.errorCode).toBe(0);
}

test.each([
  ['an HTTP request', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'), /HTTP/],
  ['a TLS handshake', Buffer.from('16030100c8010000c40303' + '00'.repeat(200), 'hex'), /TLS/],
  ['garbage', Buffer.from('ffffffffdeadbeef', 'hex'), /-1/],
  ['a frame larger than allowed', Buffer.from('7fffffff0012', 'hex'), /2147483647/],
])('%s closes the connection with one line that says what it was', async (_name, bytes, line) => {
  const before = broker.lines.length;
  const connection = await RawConnection.open(broker.port);
  connection.send(bytes);
  await connection.closed();
  const warnings = broker.lines.slice(before).filter(({ level }) => level === 'warn' || level === 'error');
  expect(warnings).toHaveLength(1);
  expect(`${warnings[0]?.message} ${JSON.stringify(warnings[0]?.fields)}`).toMatch(line);
  await expectServed();
});

test.each([
  ['an unknown API', 999, 0],
  ['a version we do not serve', 0, 2],
  ['a version from the future', 3, 99],
  ['an API of the internal listener', 52, 0],
])('%s closes the connection', async (_name, apiKey, version) => {
  const connection = await RawConnection.open(broker.port);
  connection.sendFrame(apiKey, version, 1, noClientId);
  expect(await connection.nextFrame()).toBeUndefined();
  await expectServed();
});

test('a newer ApiVersions is answered in the oldest layout with the range to ask again in', async () => {
  const connection = await RawConnection.open(broker.port);
  connection.sendFrame(18, 99, 7, flexibleHeader);
  const frame = await connection.nextFrame();
  expect(frame?.readInt32BE(0)).toBe(7);
  const answer = apiVersionsApi.response.decode(frame?.subarray(4) ?? Buffer.alloc(0), 0);
  expect(answer).toMatchObject({ errorCode: 35, apiKeys: [{ apiKey: 18, minVersion: 0, maxVersion: 4 }] });
  connection.destroy();
});

test('a client software name that is no name is refused, and the connection lives', async () => {
  const connection = await RawConnection.open(broker.port);
  const request = apiVersionsApi.request.encode(4, { clientSoftwareName: '-bad-', clientSoftwareVersion: '1' });
  connection.sendFrame(18, 4, 1, Buffer.concat([flexibleHeader, request]));
  const frame = await connection.nextFrame();
  expect(apiVersionsApi.response.decode(frame?.subarray(4) ?? Buffer.alloc(0), 4).errorCode).toBe(42);
  connection.sendFrame(18, 0, 2, noClientId);
  expect((await connection.nextFrame())?.readInt32BE(0)).toBe(2);
  connection.destroy();
});

test('a length field that lies closes the connection, wherever the lie is', async () => {
  const body = metadataApi.request.encode(1, { topics: [{ name: 'target' }] });
  for (let at = 0; at + 4 <= body.length; at += 1) {
    const bent = Buffer.from(body);
    bent.writeInt32BE(0x7fff_fff0, at);
    const connection = await RawConnection.open(broker.port);
    connection.sendFrame(3, 1, 1, Buffer.concat([noClientId, bent]));
    connection.sendFrame(18, 0, 2, noClientId);
    const frame = await connection.nextFrame();
    if (frame !== undefined) expect(frame.readInt32BE(0)).toBe(1);
    connection.destroy();
  }
  await expectServed();
});

function produceFrame(acks: number, records: Buffer): Buffer {
  const topicData = [{ name: 'target', partitionData: [{ index: 0, records }] }];
  return Buffer.concat([noClientId, produceApi.request.encode(7, { acks, timeoutMs: 1000, topicData })]);
}

async function produceError(acks: number, records: Buffer): Promise<number | undefined> {
  const connection = await RawConnection.open(broker.port);
  connection.sendFrame(0, 7, 1, produceFrame(acks, records));
  const frame = await connection.nextFrame();
  connection.destroy();
  if (frame === undefined) return undefined;
  return produceApi.response.decode(frame.subarray(4), 7).responses[0]?.partitionResponses[0]?.errorCode;
}

function batch(options: Parameters<typeof encodeBatch>[1] = {}): Buffer {
  return encodeBatch([{ key: null, value: Buffer.from('v'), timestampMs: 1_700_000_000_000 }], options);
}

test('bad batches are refused one by one, with the reason', async () => {
  const wrongCrc = batch();
  wrongCrc.writeUInt8(wrongCrc.readUInt8(wrongCrc.length - 1) ^ 1, wrongCrc.length - 1);
  const oldMagic = batch();
  oldMagic.writeInt8(1, 16);
  expect(await produceError(1, batch())).toBe(0);
  expect(await produceError(1, wrongCrc)).toBe(2);
  expect(await produceError(1, oldMagic)).toBe(87);
  expect(await produceError(1, Buffer.concat([batch(), batch()]))).toBe(87);
  expect(await produceError(1, Buffer.alloc(0))).toBe(87);
  expect(await produceError(1, batch({ isControl: true }))).toBe(87);
  expect(await produceError(1, batch({ isTransactional: true, producerId: 1, producerEpoch: 0, baseSequence: 0 }))).toBe(42);
  expect(await produceError(3, batch())).toBe(21);
});

test('acks=0 gets no response, and a failure closes the connection', async () => {
  const connection = await RawConnection.open(broker.port);
  connection.sendFrame(0, 7, 1, produceFrame(0, batch()));
  connection.sendFrame(18, 0, 2, noClientId);
  expect((await connection.nextFrame())?.readInt32BE(0)).toBe(2);
  connection.sendFrame(0, 7, 3, produceFrame(0, Buffer.alloc(0)));
  expect(await connection.nextFrame()).toBeUndefined();
});

test('a fetch as a replica is refused on the client listener', async () => {
  const connection = await RawConnection.open(broker.port);
  const topics = [{ topic: 'target', partitions: [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 1000 }] }];
  const request = fetchApi.request.encode(11, { replicaId: 2, maxWaitMs: 0, minBytes: 0, topics });
  connection.sendFrame(1, 11, 1, Buffer.concat([noClientId, request]));
  const frame = await connection.nextFrame();
  expect(fetchApi.response.decode(frame?.subarray(4) ?? Buffer.alloc(0), 11).errorCode).toBe(31);
  connection.destroy();
});

test('a fetch outside the log, and one far beyond int64 we can hold, are out of range', async () => {
  const connection = await RawConnection.open(broker.port);
  for (const fetchOffset of [-1, 1_000_000, Number.MAX_SAFE_INTEGER]) {
    const topics = [{ topic: 'target', partitions: [{ partition: 0, fetchOffset, partitionMaxBytes: 1000 }] }];
    const request = fetchApi.request.encode(11, { maxWaitMs: 10_000, minBytes: 1, topics });
    connection.sendFrame(1, 11, 1, Buffer.concat([noClientId, request]));
    const frame = await connection.nextFrame();
    const answer = fetchApi.response.decode(frame?.subarray(4) ?? Buffer.alloc(0), 11);
    expect(answer.responses[0]?.partitions[0]?.errorCode).toBe(1);
  }
  connection.destroy();
});

test('requests that arrive one byte at a time, or many in one packet, are answered in order', async () => {
  const connection = await RawConnection.open(broker.port, '::1');
  const bytes = Buffer.concat([1, 2, 3, 4, 5].map((id) => requestFrame(18, 0, id, noClientId)));
  for (let at = 0; at < bytes.length; at += 1) connection.send(bytes.subarray(at, at + 1));
  connection.send(bytes);
  for (let round = 0; round < 2; round += 1) {
    for (let id = 1; id <= 5; id += 1) expect((await connection.nextFrame())?.readInt32BE(0)).toBe(id);
  }
  connection.destroy();
});

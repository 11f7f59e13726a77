import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { errorName } from '../../broker/protocol/error-codes';
import { produceApi } from '../../broker/protocol/messages/produce';
import { encodeBatch } from '../../broker/protocol/records/encode-batch';
import { brokerLog, forgetWhatWasChecked } from './fixtures/broker-files';
import { FaultCluster } from './fixtures/fault-cluster';
import { readTopic } from './fixtures/read-topic';

let cluster: FaultCluster;

beforeAll(async () => {
  // Kafka's 30 s until a follower that lags leaves the in-sync set would be all that is waited for.
  // An index entry for each batch makes index files that a small limit can stop.
  const overrides = ['replica.lag.time.max.ms=5000', 'log.index.interval.bytes=0'];
  cluster = await FaultCluster.start(overrides.flatMap((override) => ['--override', override]));
});

afterAll(async () => {
  await cluster.remove();
});

const run = promisify(execFile);

/** Files of the process can grow to this size and no further: a write past it is short, then fails with EFBIG. The soft limit, which anybody may raise again. */
async function limitFileSize(pid: number, limit: string): Promise<void> {
  await run('prlimit', ['--pid', String(pid), `--fsize=${limit}:`]);
}

/** One record of `sizeBytes` to partition 0; resolves to the name of the error. */
async function send(topic: string, broker: number, sizeBytes: number, acks: number): Promise<string> {
  const records = encodeBatch([{ key: null, value: Buffer.alloc(sizeBytes, 'x'), timestampMs: Date.now() }], {});
  const { responses } = await cluster.client.send(
    broker,
    produceApi,
    { acks, timeoutMs: 5000, topicData: [{ name: topic, partitionData: [{ index: 0, records }] }] },
    { versionMax: 12 },
  );
  return errorName(responses[0]?.partitionResponses[0]?.errorCode ?? -1);
}

test('a leader whose disk is full says so, stays readable, and takes writes again when there is room', async () => {
  const topic = 'full';
  await cluster.createTopic(topic, 1, {}, 1);
  const leader = (await cluster.topic(topic))?.partitions[0]?.leader ?? -1;
  const pid = await cluster.pidOf(leader);
  let written = 0;
  for (; written < 10; written += 1) expect(await send(topic, leader, 10_000, -1)).toBe('NONE');
  await limitFileSize(pid, '300000');
  let outcome = await send(topic, leader, 10_000, -1);
  for (; outcome === 'NONE'; outcome = await send(topic, leader, 10_000, -1)) written += 1;
  expect(outcome).toBe('KAFKA_STORAGE_ERROR');
  expect(await readTopic(cluster.client, topic)).toHaveLength(written);
  await limitFileSize(pid, 'unlimited');
  expect(await send(topic, leader, 10_000, -1)).toBe('NONE');
  expect(await readTopic(cluster.client, topic)).toHaveLength(written + 1);
  expect(await cluster.pidOf(leader)).toBe(pid);
}, 120_000);

test('a follower whose disk is full does not stop the others, and catches up when there is room', async () => {
  const topic = 'follower-full';
  await cluster.createTopic(topic, 1, { 'min.insync.replicas': '2' });
  const [leader = -1, follower = -1] = (await cluster.topic(topic))?.partitions[0]?.replicas ?? [];
  const pid = await cluster.pidOf(follower);
  await limitFileSize(pid, '300000');
  const codes: string[] = [];
  for (let count = 0; count < 60; count += 1) codes.push(await send(topic, leader, 10_000, 1));
  expect(new Set(codes)).toEqual(new Set(['NONE']));
  await cluster.until('the follower left the ISR', async () => {
    return (await cluster.topic(topic))?.partitions[0]?.isr.includes(follower) === false;
  });
  await limitFileSize(pid, 'unlimited');
  await cluster.untilInSync(topic, 120_000);
  expect(await readTopic(cluster.client, topic)).toHaveLength(60);
  expect(await cluster.pidOf(follower)).toBe(pid);
}, 240_000);

test('a log that finds no room when its broker starts is opened when there is room, without another start', async () => {
  const topic = 'unopened';
  const count = 5200;
  await cluster.createTopic(topic, 1, { 'segment.bytes': '1048576' }, 1);
  const leader = (await cluster.topic(topic))?.partitions[0]?.leader ?? -1;
  for (let sent = 0; sent < count; sent += 200) {
    const codes = await Promise.all(Array.from({ length: 200 }, () => send(topic, leader, 150, -1)));
    expect(new Set(codes)).toEqual(new Set(['NONE']));
  }
  await cluster.act(leader, 'kill');
  await forgetWhatWasChecked(cluster.directory, leader, topic);
  // The broker has the limit from its supervisor; the index of the first segment needs more.
  await limitFileSize(cluster.supervisorPid, '30000');
  await cluster.act(leader, 'start');
  await limitFileSize(cluster.supervisorPid, 'unlimited');
  await cluster.until('the broker serves', async () => (await send(topic, leader, 150, -1)) === 'KAFKA_STORAGE_ERROR');
  expect(await brokerLog(cluster.directory, leader)).toContain('A log could not be opened; its partition is offline.');
  const pid = await cluster.pidOf(leader);
  await limitFileSize(pid, 'unlimited');
  await cluster.until('the log is open', async () => (await send(topic, leader, 150, -1)) === 'NONE', 10_000);
  expect(await readTopic(cluster.client, topic)).toHaveLength(count + 1);
  expect(await cluster.pidOf(leader)).toBe(pid);
}, 120_000);

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { errorName } from '../../broker/protocol/error-codes';
import { produceApi } from '../../broker/protocol/messages/produce';
import { encodeBatch } from '../../broker/protocol/records/encode-batch';
import { FaultCluster } from './fixtures/fault-cluster';
import { readTopic } from './fixtures/read-topic';

let cluster: FaultCluster;

beforeAll(async () => {
  // Kafka's 30 s until a follower that lags leaves the in-sync set would be all that is waited for.
  cluster = await FaultCluster.start(['--override', 'replica.lag.time.max.ms=5000']);
});

afterAll(async () => {
  await cluster.remove();
});

const run = promisify(execFile);

/** Files of the process can grow to this size and no further: a write past it is short, then fails with EFBIG. The soft limit, which anybody may raise again. */
async function limitFileSize(pid: number, limit: string): Promise<void> {
  await run('prlimit', ['--pid', String(pid), `--fsize=${limit}:`]);
}

test('a leader whose disk is full says so, stays readable, and takes writes again when there is room', async () => {
  const topic = 'full';
  await cluster.createTopic(topic, 1, {}, 1);
  const leader = (await cluster.topic(topic))?.partitions[0]?.leader ?? -1;
  const pid = await cluster.pidOf(leader);
  const value = Buffer.alloc(10_000, 'x');
  const send = async (): Promise<string> => {
    const records = encodeBatch([{ key: null, value, timestampMs: 0 }], {});
    const { responses } = await cluster.client.send(
      leader,
      produceApi,
      { acks: -1, timeoutMs: 5000, topicData: [{ name: topic, partitionData: [{ index: 0, records }] }] },
      { versionMax: 12 },
    );
    return errorName(responses[0]?.partitionResponses[0]?.errorCode ?? -1);
  };
  let written = 0;
  for (; written < 10; written += 1) expect(await send()).toBe('NONE');
  await limitFileSize(pid, '300000');
  let outcome = await send();
  for (; outcome === 'NONE'; outcome = await send()) written += 1;
  expect(outcome).toBe('KAFKA_STORAGE_ERROR');
  expect(await readTopic(cluster.client, topic)).toHaveLength(written);
  await limitFileSize(pid, 'unlimited');
  expect(await send()).toBe('NONE');
  expect(await readTopic(cluster.client, topic)).toHaveLength(written + 1);
  expect(await cluster.pidOf(leader)).toBe(pid);
}, 120_000);

test('a follower whose disk is full does not stop the others, and catches up when there is room', async () => {
  const topic = 'follower-full';
  await cluster.createTopic(topic, 1, { 'min.insync.replicas': '2' });
  const [leader = -1, follower = -1] = (await cluster.topic(topic))?.partitions[0]?.replicas ?? [];
  const pid = await cluster.pidOf(follower);
  await limitFileSize(pid, '300000');
  const records = () => encodeBatch([{ key: null, value: Buffer.alloc(10_000, 'x'), timestampMs: 0 }], {});
  const codes: string[] = [];
  for (let count = 0; count < 60; count += 1) {
    const { responses } = await cluster.client.send(
      leader,
      produceApi,
      { acks: 1, timeoutMs: 5000, topicData: [{ name: topic, partitionData: [{ index: 0, records: records() }] }] },
      { versionMax: 12 },
    );
    codes.push(errorName(responses[0]?.partitionResponses[0]?.errorCode ?? -1));
  }
  expect(new Set(codes)).toEqual(new Set(['NONE']));
  await cluster.until('the follower left the ISR', async () => {
    return (await cluster.topic(topic))?.partitions[0]?.isr.includes(follower) === false;
  });
  await limitFileSize(pid, 'unlimited');
  await cluster.untilInSync(topic, 120_000);
  expect(await readTopic(cluster.client, topic)).toHaveLength(60);
  expect(await cluster.pidOf(follower)).toBe(pid);
}, 240_000);

/**
 * The client process of the benchmark: runs one scenario against the broker on the port it is given and sends the
 * result to its parent.
 */
import { randomBytes } from 'node:crypto';
import { errorName } from '../protocol/error-codes';
import { requestHeader, responseHeader } from '../protocol/headers';
import { createTopicsApi } from '../protocol/messages/create-topics';
import { fetchApi } from '../protocol/messages/fetch';
import { produceApi } from '../protocol/messages/produce';
import { Reader } from '../protocol/primitives/reader';
import { Writer } from '../protocol/primitives/writer';
import { batchHeader } from '../protocol/records/batch-header';
import { encodeBatch } from '../protocol/records/encode-batch';
import type { Api } from '../protocol/schema/message';
import type { Fields, StructInput, StructValue } from '../protocol/schema/struct';
import { RequestSocket } from './request-socket';
import type { Result, Scenario } from './scenarios';

const produceVersion = 9;
const fetchVersion = 12;

function frameOf<Q extends Fields, R extends Fields>(api: Api<Q, R>, version: number, body: StructInput<Q>): Buffer[] {
  const writer = new Writer();
  const headerVersion = api.request.isFlexible(version) ? 2 : 1;
  requestHeader.write(writer, headerVersion, {
    requestApiKey: api.key,
    requestApiVersion: version,
    correlationId: 1,
    clientId: 'bench',
  });
  api.request.write(writer, version, body);
  return writer.finish();
}

function bodyOf<Q extends Fields, R extends Fields>(api: Api<Q, R>, version: number, frame: Buffer): StructValue<R> {
  const reader = new Reader(frame, 4);
  responseHeader.read(reader, api.response.isFlexible(version) ? 1 : 0);
  return api.response.read(reader, version);
}

function refuse(code: number): void {
  if (code !== 0) throw new Error(`the broker answered ${errorName(code)}`);
}

async function createTopic(socket: RequestSocket, name: string, partitions: number): Promise<void> {
  const topics = [{ name, numPartitions: partitions, replicationFactor: -1, assignments: [], configs: [] }];
  const answer = bodyOf(createTopicsApi, 5, await socket.send(frameOf(createTopicsApi, 5, { topics, timeoutMs: 5000 })));
  refuse(answer.topics[0]?.errorCode ?? 0);
}

function batchOf({ recordBytes, recordsPerBatch }: Scenario): Buffer {
  const timestampMs = Date.now();
  const records = Array.from({ length: recordsPerBatch }, () => ({ key: null, value: randomBytes(recordBytes), timestampMs }));
  return encodeBatch(records, {});
}

function produceFrame(topic: string, partition: number, records: Buffer): Buffer[] {
  const topicData = [{ name: topic, partitionData: [{ index: partition, records }] }];
  return frameOf(produceApi, produceVersion, { transactionalId: null, acks: -1, timeoutMs: 30_000, topicData });
}

interface Sample {
  latencies: number[];
  requests: number;
  bytes: number;
  records: number;
}

/** Keeps `inFlight` requests under way until the time is over. */
async function repeat(
  scenario: Scenario,
  request: (turn: number) => Promise<{ bytes: number; records: number }>,
): Promise<{ sample: Sample; seconds: number }> {
  const sample: Sample = { latencies: [], requests: 0, bytes: 0, records: 0 };
  const startedMs = performance.now();
  let turn = 0;
  async function worker(): Promise<void> {
    while (performance.now() - startedMs < scenario.durationMs) {
      turn += 1;
      const sentMs = performance.now();
      const { bytes, records } = await request(turn);
      sample.latencies.push(performance.now() - sentMs);
      sample.requests += 1;
      sample.bytes += bytes;
      sample.records += records;
    }
  }
  await Promise.all(Array.from({ length: scenario.inFlight }, () => worker()));
  return { sample, seconds: (performance.now() - startedMs) / 1000 };
}

async function produce(socket: RequestSocket, topic: string, scenario: Scenario): Promise<{ sample: Sample; seconds: number }> {
  const batch = batchOf(scenario);
  const frames = Array.from({ length: scenario.partitions }, (_, partition) => produceFrame(topic, partition, batch));
  return repeat(scenario, async (turn) => {
    const frame = frames[turn % frames.length] ?? [];
    const answer = bodyOf(produceApi, produceVersion, await socket.send(frame));
    refuse(answer.responses[0]?.partitionResponses[0]?.errorCode ?? -1);
    return { bytes: scenario.recordBytes * scenario.recordsPerBatch, records: scenario.recordsPerBatch };
  });
}

function lastOffsetIn(records: Buffer): number {
  let at = 0;
  let last = -1;
  while (at + 61 <= records.length) {
    last = batchHeader.lastOffset(records, at);
    at += batchHeader.sizeBytes(records, at);
  }
  return last;
}

/** Fills the topic with about 256 MiB, then reads it over and over in 1 MiB fetches. */
async function fetchAll(socket: RequestSocket, topic: string, scenario: Scenario): Promise<{ sample: Sample; seconds: number }> {
  const batch = batchOf(scenario);
  const frame = produceFrame(topic, 0, batch);
  for (let written = 0; written < 256 * 1024 * 1024; written += batch.length * 5) {
    await Promise.all(Array.from({ length: 5 }, () => socket.send(frame)));
  }
  let offset = 0;
  return repeat(scenario, async () => {
    const partitions = [{ partition: 0, fetchOffset: offset, partitionMaxBytes: 1024 * 1024 }];
    const request = frameOf(fetchApi, fetchVersion, {
      maxWaitMs: 0,
      minBytes: 1,
      maxBytes: 50 * 1024 * 1024,
      topics: [{ topic, partitions }],
    });
    const answer = bodyOf(fetchApi, fetchVersion, await socket.send(request));
    const data = answer.responses[0]?.partitions[0];
    refuse(data?.errorCode ?? -1);
    const records = data?.records ?? Buffer.alloc(0);
    const last = lastOffsetIn(records);
    const count = last < 0 ? 0 : last + 1 - offset;
    offset = last < 0 ? 0 : last + 1;
    return { bytes: count * scenario.recordBytes, records: count };
  });
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

async function run(scenario: Scenario, port: number): Promise<Result> {
  const socket = await RequestSocket.open(port);
  const topic = `bench-${randomBytes(4).toString('hex')}`;
  await createTopic(socket, topic, scenario.partitions);
  const { sample, seconds } =
    scenario.kind === 'produce' ? await produce(socket, topic, scenario) : await fetchAll(socket, topic, scenario);
  socket.close();
  const sorted = sample.latencies.toSorted((a, b) => a - b);
  const latencyMs = { p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99), max: sorted.at(-1) ?? 0 };
  return { scenario, requests: sample.requests, records: sample.records, bytes: sample.bytes, seconds, latencyMs };
}

process.once('message', (message: { scenario: Scenario; port: number }) => {
  run(message.scenario, message.port).then(
    (result) => process.send?.(result, () => process.exit(0)),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});

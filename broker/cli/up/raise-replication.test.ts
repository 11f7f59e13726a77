import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createNodePlatform } from '../../platform/node/node-platform';
import {
  alterPartitionReassignmentsApi,
  type AlterPartitionReassignmentsRequest,
} from '../../protocol/messages/alter-partition-reassignments';
import { metadataApi } from '../../protocol/messages/metadata';
import { RecordingLogger, ScriptedBroker } from '../../simulation/scripted-broker';
import { raiseReplication } from './raise-replication';

const platform = createNodePlatform({ logger: new RecordingLogger() });
let directory: string;
let broker: ScriptedBroker;
let lines: string[];
/** The partitions' replicas, by topic. */
let topics: Record<string, number[][]>;
let refusals: { errorCode: number; errorMessage: string | null }[];

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ottla-growth-'));
  lines = [];
  refusals = [];
  broker = new ScriptedBroker();
  await broker.start(platform.transport, 0);
  broker.on(metadataApi, () => ({
    brokers: [{ nodeId: 1, host: '127.0.0.1', port: broker.port }],
    controllerId: 1,
    topics: Object.entries(topics).map(([name, partitions]) => ({
      errorCode: 0,
      name,
      isInternal: name.startsWith('__'),
      partitions: partitions.map((replicaNodes, partitionIndex) => ({
        errorCode: 0,
        partitionIndex,
        leaderId: 1,
        replicaNodes,
        isrNodes: replicaNodes,
      })),
    })),
  }));
  broker.on(alterPartitionReassignmentsApi, ({ topics: asked }) => {
    const refusal = refusals.shift() ?? { errorCode: 0, errorMessage: null };
    const responses = asked.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, errorCode: 0, errorMessage: null })),
    }));
    return { throttleTimeMs: 0, ...refusal, responses };
  });
});

afterEach(async () => {
  await broker.stop();
  await rm(directory, { recursive: true });
});

const raise = (brokerIds: number[], internal: number, own: number): Promise<void> =>
  raiseReplication({
    platform,
    bootstrapServers: `127.0.0.1:${broker.port}`,
    dataDirectory: directory,
    brokerIds,
    replicationFactors: { internal, own },
    say: (line) => lines.push(line),
  });

/** The reassignments that were asked for, by topic. */
function asked(): Record<string, (number[] | null)[]> {
  const requests = broker.requests.filter(({ api }) => api === alterPartitionReassignmentsApi.name);
  const last = requests.at(-1)?.request as AlterPartitionReassignmentsRequest | undefined;
  return Object.fromEntries(
    (last?.topics ?? []).map(({ name, partitions }) => [name, partitions.map(({ replicas }) => replicas)]),
  );
}

test('internal topics get replicas on the new brokers, with leaders all round; own topics are left, and a file is written', async () => {
  topics = { __consumer_offsets: [[1], [1], [1]], orders: [[1], [1]] };
  await raise([1, 2, 3], 3, 3);
  expect(asked()).toEqual({
    __consumer_offsets: [
      [1, 2, 3],
      [2, 3, 1],
      [3, 1, 2],
    ],
  });
  const file = path.join(directory, 'more-replicas.json');
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
    version: 1,
    partitions: [
      { topic: 'orders', partition: 0, replicas: [1, 2, 3] },
      { topic: 'orders', partition: 1, replicas: [2, 3, 1] },
    ],
  });
  expect(lines).toEqual([
    'the cluster has grown: internal topics get 3 replicas (__consumer_offsets)',
    '1 topic keeps fewer than 3 replicas (orders); to give it more: ottla reassign-partitions ' +
      `--bootstrap-server 127.0.0.1:${broker.port} --reassignment-json-file ${file} --execute`,
  ]);
});

test('of five brokers each takes a part, and no replica leaves its place', async () => {
  topics = { __consumer_offsets: Array.from({ length: 50 }, () => [1]) };
  await raise([1, 2, 3, 4, 5], 3, 3);
  const replicas = asked()['__consumer_offsets'] ?? [];
  const load = new Map<number, number>();
  for (const partition of replicas) {
    expect(partition).toHaveLength(3);
    expect(partition).toContain(1);
    for (const id of partition ?? []) load.set(id, (load.get(id) ?? 0) + 1);
  }
  for (const id of [2, 3, 4, 5]) expect(load.get(id)).toBeGreaterThanOrEqual(20);
});

test('what has enough replicas already is left, and nothing is said', async () => {
  topics = { __consumer_offsets: [[1, 2, 3]], orders: [[2]] };
  await raise([1, 2, 3, 4, 5], 3, 1);
  expect(asked()).toEqual({});
  expect(await readdir(directory)).toEqual([]);
  expect(lines).toEqual([]);
});

test('a controller that is just changing is asked again, another refusal is told', async () => {
  topics = { __consumer_offsets: [[1]] };
  refusals = [{ errorCode: 41, errorMessage: null }];
  await raise([1, 2], 2, 2);
  expect(asked()).toEqual({ __consumer_offsets: [[1, 2]] });
  refusals = [{ errorCode: 42, errorMessage: 'no such broker' }];
  await expect(raise([1, 2], 2, 2)).rejects.toThrow('no such broker');
});

import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fetchCommitted } from '../../client/group-offsets';
import { KafkaClient } from '../../client/kafka-client';
import { PartitionConsumer } from '../../client/partition-consumer';
import { startBroker } from '../../index';
import { createNodeLogger } from '../../platform/node/node-logger';
import { createNodePlatform } from '../../platform/node/node-platform';
import { DataDirectory } from './data-directory';

/**
 * `fixtures/one-broker` was written by the version that ran one broker only: the topic `orders` with two partitions of
 * three records each and retention.ms=-1, the group `billing` that has read all of the first and two of the second.
 */
const fixture = fileURLToPath(new URL('fixtures/one-broker', import.meta.url));
const platform = createNodePlatform({ logger: createNodeLogger({ level: 'error' }) });
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ottla-one-broker-'));
  await cp(fixture, directory, { recursive: true });
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

test.each([
  { how: 'cleanly', remove: [] },
  { how: 'by a crash', remove: ['.kafka_cleanshutdown'] },
])('a directory of the one-broker version that was left $how opens with all that is in it', async ({ remove }) => {
  for (const name of remove) await rm(path.join(directory, 'broker-1', name));
  const data = await DataDirectory.open(platform, directory, undefined);
  await data.format(new Map());
  expect(data.brokers.map(({ id }) => id)).toEqual([1]);
  const [own] = data.brokers;
  if (own === undefined) throw new Error('no broker');
  const properties = { 'node.id': '1', listeners: 'PLAINTEXT://localhost:0' };
  const broker = await startBroker({ platform, directory: own.directory, properties });
  const client = new KafkaClient({ ...platform, bootstrapServers: `localhost:${broker.port}`, clientId: 'test' });

  const consumer = new PartitionConsumer({ client });
  consumer.assign([0, 1].map((partition) => ({ topic: 'orders', partition, offset: 'earliest' as const })));
  const records: string[] = [];
  for await (const { partition, offset, key, value } of consumer) {
    if (records.push(`${partition}@${offset} ${String(key)}=${String(value)}`) === 6) break;
  }
  expect(records.toSorted()).toEqual([
    '0@0 k0=order 0',
    '0@1 k2=order 2',
    '0@2 k4=order 4',
    '1@0 k1=order 1',
    '1@1 k3=order 3',
    '1@2 k5=order 5',
  ]);
  const committed = await fetchCommitted(
    client,
    'billing',
    [0, 1].map((partition) => ({ topic: 'orders', partition })),
  );
  expect([...committed]).toEqual([
    ['orders-0', 3],
    ['orders-1', 2],
  ]);
  client.close();
  await broker.stop();
  await data.release();
});

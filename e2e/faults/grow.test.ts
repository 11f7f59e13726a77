import { afterAll, beforeAll, expect, test } from 'vitest';
import { alterPartitionReassignmentsApi } from '../../broker/protocol/messages/alter-partition-reassignments';
import { unregisterBrokerApi } from '../../broker/protocol/messages/unregister-broker';
import { FaultCluster } from './fixtures/fault-cluster';
import { expectNothingLost, partitions, startWriters, untilWriting } from './fixtures/workload';

let cluster: FaultCluster;

beforeAll(async () => {
  cluster = await FaultCluster.start(['--brokers', '3']);
});

afterAll(async () => {
  await cluster.remove();
});

async function reassign(topic: string, replicasOf: (partition: number) => number[]): Promise<void> {
  const response = await cluster.client.send('any', alterPartitionReassignmentsApi, {
    timeoutMs: 10_000,
    topics: [
      {
        name: topic,
        partitions: Array.from({ length: partitions }, (_, partitionIndex) => ({
          partitionIndex,
          replicas: replicasOf(partitionIndex),
        })),
      },
    ],
  });
  expect(response.errorCode).toBe(0);
  expect(response.responses[0]?.partitions.map(({ errorCode }) => errorCode)).toEqual(
    Array.from({ length: partitions }, () => 0),
  );
  await cluster.until(`${topic} has moved`, async () => {
    const described = (await cluster.topic(topic))?.partitions ?? [];
    return described.every(({ partition, replicas, isr }) => {
      return String(replicas) === String(replicasOf(partition)) && isr.length === replicas.length;
    });
  });
}

test('three brokers become five, partitions move under load, and it shrinks again', async () => {
  const topic = 'moved';
  const before = await startWriters(cluster, topic);
  await untilWriting(before);
  await before.stop();
  await cluster.restart(['--brokers', '5']);
  await cluster.untilAllAlive(5);
  await cluster.untilInSync(topic);
  expect((await cluster.voters()).map(({ id }) => id).toSorted()).toEqual([1, 2, 3]);
  await expectNothingLost(cluster, topic, before);

  const writers = await startWriters(cluster, 'under-load');
  const spread = (partition: number): number[] => [0, 1, 2].map((step) => ((partition + step) % 5) + 1);
  for (const moved of [topic, 'under-load']) await reassign(moved, spread);
  await untilWriting(writers);
  const home = (partition: number): number[] => [0, 1, 2].map((step) => ((partition + step) % 3) + 1);
  for (const moved of [topic, 'under-load']) await reassign(moved, home);
  await untilWriting(writers);
  for (const broker of [4, 5]) await cluster.act(broker, 'stop');
  for (const brokerId of [4, 5]) {
    const { errorCode } = await cluster.client.send('any', unregisterBrokerApi, { brokerId });
    expect(errorCode).toBe(0);
  }
  await untilWriting(writers);
  await writers.stop();
  await expectNothingLost(cluster, 'under-load', writers);
  await cluster.restart(['--brokers', '3']);
  await cluster.untilAllAlive(3);
  await expectNothingLost(cluster, topic, before);
}, 600_000);

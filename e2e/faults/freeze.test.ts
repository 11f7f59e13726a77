import { afterAll, beforeAll, expect, test } from 'vitest';
import { fetchApi } from '../../broker/protocol/messages/fetch';
import { KafkaError } from '../../broker/protocol/kafka-error';
import { FaultCluster } from './fixtures/fault-cluster';
import { freezeMs } from './fixtures/settings';
import { expectNothingLost, startWriters, untilWriting } from './fixtures/workload';

let cluster: FaultCluster;

beforeAll(async () => {
  cluster = await FaultCluster.start();
});

afterAll(async () => {
  await cluster.remove();
});

test(`a leader frozen for ${freezeMs} ms is replaced, serves nothing old when it wakes, and rejoins`, async () => {
  const topic = 'frozen';
  const writers = await startWriters(cluster, topic, { triesMax: 1 });
  const leader = (await cluster.topic(topic))?.partitions[0]?.leader ?? -1;
  const lane = cluster.client.newLane();
  const ask = () =>
    cluster.client.send(
      leader,
      fetchApi,
      {
        maxWaitMs: 0,
        minBytes: 0,
        topics: [{ topic, partitions: [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 1024 }] }],
      },
      { lane, versionMax: 12, timeoutMs: freezeMs + 30_000 },
    );
  expect((await ask()).responses[0]?.partitions[0]?.errorCode).toBe(0);

  await cluster.act(leader, 'freeze');
  const frozenMs = performance.now();
  const asked = ask().then(
    ({ responses }) => responses[0]?.partitions[0]?.errorCode ?? 0,
    (error: unknown) => (error instanceof KafkaError ? error.errorName : String(error)),
  );
  await untilWriting(writers);
  await cluster.client.wait(Math.max(0, freezeMs - (performance.now() - frozenMs)));
  await cluster.act(leader, 'thaw');
  expect(await asked).not.toBe(0);
  await cluster.untilAllAlive(3);
  await cluster.untilInSync(topic);
  await untilWriting(writers);
  await writers.stop();
  await expectNothingLost(cluster, topic, writers);
}, 300_000);

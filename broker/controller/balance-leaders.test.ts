import { expect, test } from 'vitest';
import { heartbeatOf, startController, topicsRequest } from '../simulation/metadata/controller-fixture';

const intervalMs = 1000;

/** Two brokers; broker 1 is first replica of all partitions and leads only those up to `ledCount`. */
async function imbalanced({ count, ledCount, properties = {} }: { count: number; ledCount: number; properties?: object }) {
  const { controller, clock, log } = await startController({
    brokers: [1, 2],
    properties: {
      'leader.imbalance.check.interval.seconds': '1',
      'leader.imbalance.per.broker.percentage': '10',
      'metadata.max.idle.interval.ms': '0',
      ...properties,
    },
  });
  const epochs = [1, 2].map((id) => controller.image.brokers.get(id)?.epoch ?? -1);
  const assignments = (length: number) => Array.from({ length }, (_, partitionIndex) => ({ partitionIndex, brokerIds: [1, 2] }));
  const create = (name: string, length: number) =>
    controller.createTopics(
      topicsRequest([{ name, numPartitions: -1, replicationFactor: -1, assignments: assignments(length) }]),
    );
  await create('moved', count - ledCount);
  await controller.brokerUnreachable({ brokerId: 1, brokerEpoch: epochs[0] ?? -1 });
  const beat = () =>
    Promise.all(epochs.map((brokerEpoch, index) => controller.brokerHeartbeat(heartbeatOf(index + 1, brokerEpoch))));
  await beat();
  const moved = controller.image.topicsByName.get('moved');
  await controller.alterPartition({
    brokerId: 2,
    brokerEpoch: epochs[1] ?? -1,
    topics: [
      {
        topicId: moved?.id ?? '',
        partitions: (moved?.partitions ?? []).map(({ leaderEpoch, partitionEpoch }, partitionIndex) => ({
          partitionIndex,
          leaderEpoch,
          partitionEpoch,
          newIsr: [1, 2],
          newIsrWithEpochs: [],
          leaderRecoveryState: 0,
        })),
      },
    ],
  });
  if (ledCount > 0) await create('led', ledCount);
  const ledBy1 = () =>
    [...controller.image.topicsById.values()].flatMap(({ partitions }) => partitions).filter(({ leader }) => leader === 1).length;
  expect(ledBy1()).toBe(ledCount);
  const passInterval = async () => {
    await beat();
    await clock.advance(intervalMs);
  };
  return { ledBy1, passInterval, log };
}

test('leaders go back to a broker that leads too few of its partitions', async () => {
  const { ledBy1, passInterval } = await imbalanced({ count: 20, ledCount: 17 });
  await passInterval();
  expect(ledBy1()).toBe(20);
});

test('up to the percentage they stay where they are', async () => {
  const { ledBy1, passInterval } = await imbalanced({ count: 20, ledCount: 18 });
  await passInterval();
  expect(ledBy1()).toBe(18);
});

test('auto.leader.rebalance.enable=false leaves them', async () => {
  const { ledBy1, passInterval } = await imbalanced({
    count: 20,
    ledCount: 0,
    properties: { 'auto.leader.rebalance.enable': 'false' },
  });
  await passInterval();
  expect(ledBy1()).toBe(0);
});

test('many are moved in several decisions, one after the other', async () => {
  const { ledBy1, passInterval, log } = await imbalanced({ count: 2500, ledCount: 0 });
  const { length } = log.batches;
  await passInterval();
  expect(ledBy1()).toBe(2500);
  expect(log.batches.slice(length).map(({ values }) => values.length)).toEqual([1000, 1000, 500]);
});

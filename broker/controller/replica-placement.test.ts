import { expect, test } from 'vitest';
import { errorName } from '../protocol/error-codes';
import { registrationOf, startController, topicsRequest } from '../simulation/metadata/controller-fixture';

async function clusterWithRacks(racks: Readonly<Record<number, string | null>>, fenced: readonly number[] = []) {
  const { controller } = await startController({ brokers: [] });
  for (const [id, rack] of Object.entries(racks)) await controller.join(Number(id), { rack });
  for (const brokerId of fenced) {
    const brokerEpoch = controller.image.brokers.get(brokerId)?.epoch ?? -1;
    await controller.brokerUnreachable({ brokerId, brokerEpoch });
  }
  const create = async (numPartitions: number, replicationFactor: number) => {
    const { topics } = await controller.createTopics(topicsRequest([{ name: 'a', numPartitions, replicationFactor }]));
    const partitions = controller.image.topicsByName.get('a')?.partitions ?? [];
    return { error: errorName(topics[0]?.errorCode ?? 0), partitions };
  };
  return { controller, create };
}

test('replicas of a partition are in as many racks as there are', async () => {
  const racks: Record<number, string> = { 1: 'x', 2: 'x', 3: 'x', 4: 'y', 5: 'y', 6: 'z' };
  const { create } = await clusterWithRacks(racks);
  const { partitions } = await create(18, 3);
  for (const { replicas } of partitions) expect(new Set(replicas.map((id) => racks[id])).size).toBe(3);
  for (const id of [1, 2, 3, 4, 5, 6]) expect(partitions.filter(({ leader }) => leader === id)).toHaveLength(3);
});

test('more replicas than racks share racks evenly', async () => {
  const racks: Record<number, string> = { 1: 'x', 2: 'x', 3: 'x', 4: 'y', 5: 'y' };
  const { create } = await clusterWithRacks(racks);
  const { partitions } = await create(10, 4);
  for (const { replicas } of partitions) {
    expect(new Set(replicas).size).toBe(4);
    expect(replicas.filter((id) => racks[id] === 'x')).toHaveLength(2);
  }
});

test('brokers that are down get replicas only when the others are too few, and never lead', async () => {
  const { create } = await clusterWithRacks({ 1: null, 2: null, 3: null, 4: null }, [2]);
  const { partitions } = await create(6, 3);
  for (const { replicas } of partitions) expect(replicas).not.toContain(2);
  const all = await clusterWithRacks({ 1: null, 2: null, 3: null }, [2]);
  const created = await all.create(4, 3);
  for (const { replicas, isr, leader } of created.partitions) {
    expect(replicas.toSorted()).toEqual([1, 2, 3]);
    expect(isr.toSorted()).toEqual([1, 3]);
    expect(leader).not.toBe(2);
  }
});

test('a topic needs as many brokers as replicas, and one that is alive', async () => {
  const three = await clusterWithRacks({ 1: null, 2: null }, [2]);
  expect((await three.create(1, 3)).error).toBe('INVALID_REPLICATION_FACTOR');
  const none = await clusterWithRacks({ 1: null, 2: null }, [1, 2]);
  expect((await none.create(1, 1)).error).toBe('INVALID_REPLICATION_FACTOR');
});

test('a broker that is about to stop leads no new partition', async () => {
  const { controller, create } = await clusterWithRacks({ 1: null, 2: null });
  const brokerEpoch = controller.image.brokers.get(1)?.epoch ?? -1;
  const assignments = [{ partitionIndex: 0, brokerIds: [1] }];
  await controller.createTopics(topicsRequest([{ name: 'led', numPartitions: -1, replicationFactor: -1, assignments }]));
  await controller.brokerHeartbeat({
    brokerId: 1,
    brokerEpoch,
    currentMetadataOffset: brokerEpoch,
    wantFence: false,
    wantShutDown: true,
    offlineLogDirs: [],
    cordonedLogDirs: null,
  });
  const { partitions } = await create(4, 2);
  for (const { leader, isr } of partitions) expect({ leader, isr }).toEqual({ leader: 2, isr: [2] });
  const { topics } = await controller.createTopics(
    topicsRequest([{ name: 'refused', numPartitions: -1, replicationFactor: -1, assignments }]),
  );
  expect(errorName(topics[0]?.errorCode ?? 0)).toBe('INVALID_REPLICA_ASSIGNMENT');
});

test('a new process of a broker keeps the directory of its replicas, a new disk changes it', async () => {
  const { controller, create } = await clusterWithRacks({ 1: null, 2: null });
  await create(1, 2);
  const directories = () => {
    const [partition] = controller.image.topicsByName.get('a')?.partitions ?? [];
    return partition?.replicas.map((id, index) => `${id}:${partition.directories[index] ?? ''}`).toSorted();
  };
  const [first, second] = [registrationOf(1).logDirs[0], registrationOf(2).logDirs[0]];
  expect(directories()).toEqual([`1:${first}`, `2:${second}`]);
  await controller.brokerUnreachable({ brokerId: 1, brokerEpoch: controller.image.brokers.get(1)?.epoch ?? -1 });
  await controller.join(1, { ...registrationOf(1, 'B'), logDirs: ['NNNNNNNNNNNNNNNNNNNNNA'] });
  expect(directories()).toEqual(['1:NNNNNNNNNNNNNNNNNNNNNA', `2:${second}`]);
});

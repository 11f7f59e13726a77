import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SimRandom } from '../../../simulation/sim-random';
import { placeReplicas, type UsableBroker } from './place-replicas';

function spread(counts: ReadonlyMap<number, number>, brokers: readonly UsableBroker[]): number {
  const all = brokers.map(({ id }) => counts.get(id) ?? 0);
  return Math.max(...all) - Math.min(...all);
}

function count(ids: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

const sizes = fc.record({
  seed: fc.nat(),
  brokerCount: fc.integer({ min: 1, max: 9 }),
  partitionCount: fc.integer({ min: 1, max: 60 }),
  replicationFactor: fc.integer({ min: 1, max: 5 }),
});

test('leaders and replicas are spread evenly, no broker has two of one partition', () => {
  fc.assert(
    fc.property(sizes, ({ seed, brokerCount, partitionCount, replicationFactor }) => {
      fc.pre(replicationFactor <= brokerCount);
      const brokers = Array.from({ length: brokerCount }, (_, index) => ({ id: index * 2, rack: null }));
      const placed = placeReplicas(brokers, new SimRandom(seed), { partitionCount, replicationFactor });
      expect(placed.map((replicas) => new Set(replicas).size)).toEqual(placed.map(() => replicationFactor));
      expect(spread(count(placed.flatMap(([leader]) => leader ?? [])), brokers)).toBeLessThanOrEqual(1);
      expect(spread(count(placed.flat()), brokers)).toBeLessThanOrEqual(2);
    }),
  );
});

test('a partition is in as many racks as there are', () => {
  const racks = ['a', 'a', 'a', 'b', 'b', 'c'];
  const brokers = racks.map((rack, index) => ({ id: index + 1, rack }));
  const rackOf = new Map(brokers.map(({ id, rack }) => [id, rack]));
  for (const replicationFactor of [2, 3, 4]) {
    const placed = placeReplicas(brokers, new SimRandom(7), { partitionCount: 30, replicationFactor });
    const counts = placed.map((replicas) => new Set(replicas.map((id) => rackOf.get(id))).size);
    expect(counts).toEqual(placed.map(() => Math.min(3, replicationFactor)));
  }
});

test('the followers of a leader are others from partition to partition', () => {
  const brokers = [1, 2, 3, 4].map((id) => ({ id, rack: null }));
  const placed = placeReplicas(brokers, new SimRandom(1), { partitionCount: 24, replicationFactor: 2 });
  const pairs = count(placed.map(([leader = 0, follower = 0]) => leader * 10 + follower));
  expect([...pairs.values()]).toEqual(Array.from({ length: 12 }, () => 2));
});

test('too few brokers', () => {
  const size = { partitionCount: 1, replicationFactor: 2 };
  expect(() => placeReplicas([{ id: 1, rack: null }], new SimRandom(1), size)).toThrow(
    'The target replication factor of 2 cannot be reached because only 1 broker(s) are registered.',
  );
});

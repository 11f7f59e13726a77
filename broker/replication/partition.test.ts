import { expect, test } from 'vitest';
import { defaultLogConfig } from '../log/log-config';
import { UnifiedLog } from '../log/unified-log';
import type { PartitionImage } from '../metadata/metadata-image';
import { encodeBatch } from '../protocol/records/encode-batch';
import { settle, SimClock } from '../simulation/sim-clock';
import { SimFileSystem } from '../simulation/sim-file-system';
import { SimRandom } from '../simulation/sim-random';
import { DelayedProduce } from './delayed-produce';
import { fetchRecords, type FetchedPartition, type FetchLimits } from './fetch-records';
import { Partition } from './partition';
import { Purgatory } from './purgatory';

const topicPartition = { topic: 't', partition: 0 };
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

function image(changes: Partial<PartitionImage> = {}): PartitionImage {
  return {
    replicas: [1],
    isr: [1],
    leader: 1,
    leaderEpoch: 0,
    partitionEpoch: 0,
    directories: [],
    addingReplicas: [],
    removingReplicas: [],
    eligibleLeaderReplicas: [],
    lastKnownElr: [],
    leaderRecoveryState: 0,
    ...changes,
  };
}

interface Bench {
  readonly clock: SimClock;
  readonly partition: Partition;
  readonly purgatory: Purgatory;
  fetch(fetchOffset: number, limits?: Partial<FetchLimits>, lastFetchedEpoch?: number): Promise<FetchedPartition | undefined>;
}

async function bench(minInsyncReplicas = 1): Promise<Bench> {
  const clock = new SimClock();
  const purgatory = new Purgatory(clock);
  const log = await UnifiedLog.open({
    platform: { clock, timers: clock, random: new SimRandom(1), fileSystem: new SimFileSystem({ clock }), logger: silent },
    topicPartition,
    topicId: 'AAAAAAAAAAAAAAAAAAAAAg',
    directory: '/t-0',
    config: defaultLogConfig,
  });
  const partition = new Partition({
    topicPartition,
    log,
    localId: 1,
    minInsyncReplicas: () => minInsyncReplicas,
    onHighWatermarkAdvanced: ({ name }) => purgatory.check(name),
  });
  const source = {
    leader: (_: unknown, currentLeaderEpoch: number) => {
      partition.checkLeader(currentLeaderEpoch);
      return partition;
    },
  };
  return {
    clock,
    partition,
    purgatory,
    async fetch(fetchOffset, limits = {}, lastFetchedEpoch = -1) {
      const request = { topicPartition, fetchOffset, maxBytes: 1_000_000, currentLeaderEpoch: -1, lastFetchedEpoch };
      const all = {
        isolation: 'read_uncommitted',
        minBytes: 1,
        maxBytes: 1_000_000,
        maxWaitMs: 500,
        reader: 'PLAINTEXT 1',
        ...limits,
      } as const;
      return (await fetchRecords(source, purgatory, clock, [request], all))[0];
    },
  };
}

function batch(value = 'v'): Buffer {
  return encodeBatch([{ key: null, value: Buffer.from(value), timestampMs: 1000 }], {});
}

const fromClient = { requiredAcks: -1, origin: 'client' } as const;

test('the high watermark of a lone replica is its log end offset', async () => {
  const { partition } = await bench();
  await partition.makeLeader(image());
  expect(await partition.append(batch(), fromClient)).toMatchObject({ firstOffset: 0, lastOffset: 0 });
  expect(partition.log.highWatermark).toBe(1);
  expect(partition.isReplicated(1, 0)).toBe(true);
});

test('other members of the ISR hold the high watermark, and acks=all, back', async () => {
  const { partition, purgatory, clock } = await bench();
  await partition.makeLeader(image({ replicas: [1, 2], isr: [1, 2] }));
  await partition.append(batch(), fromClient);
  expect(partition.log.highWatermark).toBe(0);

  const tooLate = new DelayedProduce(partition, 0, 1);
  purgatory.watch(tooLate, [partition.name], 100);
  await clock.advance(100);
  expect((await tooLate.completed)?.errorName).toBe('REQUEST_TIMED_OUT');

  const waiting = new DelayedProduce(partition, 0, 1);
  purgatory.watch(waiting, [partition.name], 10_000);
  await partition.makeLeader(image({ replicas: [1, 2], isr: [1], partitionEpoch: 1 }));
  expect(await waiting.completed).toBeUndefined();
});

test('acks=all needs min.insync.replicas, but never more than there are replicas', async () => {
  const { partition } = await bench(2);
  await partition.makeLeader(image({ replicas: [1, 2], isr: [1] }));
  await expect(partition.append(batch(), fromClient)).rejects.toMatchObject({ errorName: 'NOT_ENOUGH_REPLICAS' });
  expect(await partition.append(batch(), { ...fromClient, requiredAcks: 1 })).toMatchObject({ firstOffset: 0 });
  await partition.makeLeader(image({ partitionEpoch: 1 }));
  expect(await partition.append(batch(), fromClient)).toMatchObject({ firstOffset: 1 });
});

test('leader epochs are checked, and nobody writes to a replica that does not lead', async () => {
  const { partition } = await bench();
  await partition.makeLeader(image({ leaderEpoch: 5 }));
  expect(() => partition.checkLeader(4)).toThrow(expect.objectContaining({ errorName: 'FENCED_LEADER_EPOCH' }));
  expect(() => partition.checkLeader(6)).toThrow(expect.objectContaining({ errorName: 'UNKNOWN_LEADER_EPOCH' }));
  partition.checkLeader(5);
  partition.resign(image({ leader: -1, leaderEpoch: 6 }));
  await expect(partition.append(batch(), fromClient)).rejects.toMatchObject({ errorName: 'NOT_LEADER_OR_FOLLOWER' });
});

test('a fetch at the end waits for the next append, and for minBytes', async () => {
  const { partition, fetch, clock } = await bench();
  await partition.makeLeader(image());
  const size = batch().length;
  let answer: FetchedPartition | undefined;
  const fetching = fetch(0, { minBytes: 2 * size }).then((result) => {
    answer = result;
  });
  await settle();
  await partition.append(batch(), fromClient);
  await settle();
  expect(answer).toBeUndefined();
  await partition.append(batch(), fromClient);
  await fetching;
  expect(answer).toMatchObject({ error: undefined, highWatermark: 2, records: { length: 2 * size } });
  expect(clock.pendingTimers).toBe(0);
});

test('a fetch that waits in vain gets what there is when its time is up', async () => {
  const { partition, fetch, clock } = await bench();
  await partition.makeLeader(image());
  await partition.append(batch(), fromClient);
  const fetching = fetch(0, { minBytes: 100_000, maxWaitMs: 500 });
  await clock.advance(500);
  expect((await fetching)?.records.length).toBe(batch().length);
});

test('a fetch is woken when the partition goes to another leader', async () => {
  const { partition, fetch } = await bench();
  await partition.makeLeader(image());
  const fetching = fetch(0);
  await settle();
  partition.resign(image({ leader: 2, leaderEpoch: 1 }));
  expect((await fetching)?.error?.errorName).toBe('NOT_LEADER_OR_FOLLOWER');
});

test('one batch is given, whatever the limits', async () => {
  const { partition, fetch } = await bench();
  await partition.makeLeader(image());
  await partition.append(batch('x'.repeat(5000)), fromClient);
  expect((await fetch(0, { maxBytes: 10 }))?.records.length).toBeGreaterThan(5000);
});

test('a reader from another history is told where the logs part', async () => {
  const { partition, fetch } = await bench();
  await partition.makeLeader(image({ leaderEpoch: 1 }));
  await partition.append(batch(), fromClient);
  await partition.makeLeader(image({ leaderEpoch: 3 }));
  await partition.append(batch(), fromClient);
  expect((await fetch(1, {}, 1))?.divergingEpoch).toBeUndefined();
  expect((await fetch(2, {}, 1))?.divergingEpoch).toEqual({ epoch: 1, endOffset: 1 });
  expect((await fetch(1, {}, 2))?.divergingEpoch).toEqual({ epoch: 1, endOffset: 1 });
  expect((await fetch(1, {}, 4))?.error?.errorName).toBe('OFFSET_OUT_OF_RANGE');
});

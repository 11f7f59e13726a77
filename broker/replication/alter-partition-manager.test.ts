import { expect, test } from 'vitest';
import type { AlterPartitionRequest, AlterPartitionResponse } from '../protocol/messages/alter-partition';
import { AlterPartitionManager } from './alter-partition-manager';

const topicId = 'Tw6LLzgyQoKrkkbNsXcKfg';

function alteration(partition: number, leaderEpoch: number) {
  return { topicId, partition, leaderEpoch, partitionEpoch: leaderEpoch + 9, isr: [{ brokerId: 1, brokerEpoch: 5 }] };
}

/** Does all that it is asked. */
function accept({ topics }: AlterPartitionRequest): AlterPartitionResponse {
  const done = topics.map(({ topicId: id, partitions }) => ({
    topicId: id,
    partitions: partitions.map(({ partitionIndex, leaderEpoch, partitionEpoch, newIsr }) => {
      const isr = [...newIsr];
      return {
        partitionIndex,
        errorCode: 0,
        leaderId: 1,
        leaderEpoch,
        isr,
        partitionEpoch: partitionEpoch + 1,
        leaderRecoveryState: 0,
      };
    }),
  }));
  return { throttleTimeMs: 0, errorCode: 0, topics: done };
}

test('what comes while the controller is asked goes together, of each partition only the last', async () => {
  const asked: string[] = [];
  const answers: (() => void)[] = [];
  const manager = new AlterPartitionManager({
    brokerId: 1,
    brokerEpoch: () => 5,
    send: async (request) => {
      const named = request.topics.flatMap(({ partitions }) =>
        partitions.map((each) => `${each.partitionIndex} in epoch ${each.leaderEpoch}`),
      );
      asked.push(named.toSorted().join());
      await new Promise<void>((resolve) => answers.push(resolve));
      return accept(request);
    },
  });
  const first = manager.alter(alteration(0, 2));
  await expect.poll(() => answers.length).toBe(1);
  const stale = manager.alter(alteration(0, 3));
  const other = manager.alter(alteration(1, 2));
  const newest = manager.alter(alteration(0, 4));
  await expect(stale).rejects.toMatchObject({ errorName: 'NEW_LEADER_ELECTED' });
  answers[0]?.();
  expect(await first).toMatchObject({ leaderEpoch: 2, partitionEpoch: 12 });
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.();
  expect(await other).toMatchObject({ leaderEpoch: 2 });
  expect(await newest).toMatchObject({ leaderEpoch: 4, partitionEpoch: 14 });
  expect(asked).toEqual(['0 in epoch 2', '0 in epoch 4,1 in epoch 2']);
});

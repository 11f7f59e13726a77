import { expect, test } from 'vitest';
import { KafkaError } from '../../protocol/kafka-error';
import { settle } from '../../simulation/sim-clock';
import type { KeyValue, PartitionWriter } from './partition-writer';
import { WriteQueue } from './write-queue';

interface Append {
  readonly records: readonly KeyValue[];
  readonly commit: () => void;
  readonly refuse: (error: Error) => void;
}

/** A queue over a writer that answers when the test says so. */
function queueOver(batchBytesMax = 1_000): { queue: WriteQueue; appends: Append[] } {
  const appends: Append[] = [];
  const writer: PartitionWriter = {
    append: (_topicPartition, records) =>
      new Promise((resolve, reject) => {
        const commit = (): void => {
          resolve({ lastOffset: 0 });
        };
        appends.push({ records, commit, refuse: reject });
      }),
  };
  return { queue: new WriteQueue({ writer, topicPartition: { topic: 't', partition: 0 }, batchBytesMax }), appends };
}

function record(text: string): KeyValue {
  return { key: Buffer.from(text), value: null };
}

test('appends take effect in their order, whatever the order of the answers', async () => {
  const { queue, appends } = queueOver();
  const effects: string[] = [];
  const first = queue.append([record('a')], () => effects.push('a'));
  const second = queue.append([record('b')], () => effects.push('b'));
  appends[1]?.commit();
  await settle();
  expect(effects).toEqual([]);
  appends[0]?.commit();
  await Promise.all([first, second]);
  expect(effects).toEqual(['a', 'b']);
});

test('a failure ends the queue: what is behind it fails too, though it may be in the log', async () => {
  const { queue, appends } = queueOver();
  const effects: string[] = [];
  const outcomes = [record('a'), record('b')].map((each, index) => queue.append([each], () => effects.push(String(index))));
  const settled = Promise.allSettled(outcomes);
  appends[0]?.refuse(new KafkaError('NOT_ENOUGH_REPLICAS', 'too few'));
  appends[1]?.commit();
  expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(queue.append([record('c')], () => effects.push('c'))).rejects.toThrow('too few');
  expect(effects).toEqual([]);
  await queue.whenIdle();
});

test('idle means that the writer has answered everything', async () => {
  const { queue, appends } = queueOver();
  const outcome = queue.append([record('a')], () => undefined);
  queue.fail(new KafkaError('NOT_COORDINATOR', 'gone'));
  await expect(outcome).rejects.toThrow('gone');
  let isIdle = false;
  void queue.whenIdle().then(() => {
    isIdle = true;
  });
  await settle();
  expect(isIdle).toBe(false);
  appends[0]?.commit();
  await settle();
  expect(isIdle).toBe(true);
});

test('more than a batch holds is split, and committed when all parts are', async () => {
  const { queue, appends } = queueOver(100);
  const records = Array.from({ length: 7 }, (_, index) => record(`${'x'.repeat(9)}${index}`)); // 34 bytes each
  let isCommitted = false;
  const outcome = queue.append(records, () => {
    isCommitted = true;
  });
  expect(appends.map((append) => append.records.length)).toEqual([2, 2, 2, 1]);
  for (const append of appends.slice(1)) append.commit();
  await settle();
  expect(isCommitted).toBe(false);
  appends[0]?.commit();
  await outcome;
  expect(isCommitted).toBe(true);
});

import { expect, test } from 'vitest';
import { TransferTally } from './transfer-tally';

test('names that messages make up do not fill the memory: past some, they are counted together', () => {
  const tally = new TransferTally();
  for (let index = 0; index < 5_000; index += 1) tally.stayed({ stays: 'unknown-topic', topic: `made-up-${index}` });
  tally.stayed({ stays: 'unknown-topic', topic: 'made-up-0' });
  tally.stayed({ stays: 'limit', topic: null });
  const { stays } = tally.result();
  expect(stays.length).toBeLessThan(110);
  expect(stays.reduce((sum, { records }) => sum + records, 0)).toBe(5_002);
  expect(stays.find(({ topic }) => topic === 'made-up-0')?.records).toBe(2);
  expect(stays.find(({ reason }) => reason === 'limit')?.records).toBe(1);
});

test('where a dry run read to is said so that a run can read the same', () => {
  const tally = new TransferTally();
  expect(tally.result().until).toBeNull();
  const partitions = [
    { partition: 0, start: 3, position: 5, end: 9 },
    { partition: 4, start: 0, position: 0, end: 0 },
  ];
  const progress = { scanned: 2, matched: 1, bytes: 10, elapsedMs: 1, remainingAtMost: 4, totalAtMost: 6, partitions };
  tally.saw({ ...progress, problems: [], gap: null });
  expect(tally.result()).toMatchObject({ until: 'o:0@9,4@0', read: 2, matched: 1, remainingAtMost: 5, totalAtMost: 6 });
});

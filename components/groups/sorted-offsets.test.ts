import { expect, test } from 'vitest';
import type { GroupOffset } from '@/lib/contracts/group';
import { sortedOffsets } from './sorted-offsets';

function offset(topic: string, partition: number, lag: string | null): GroupOffset {
  return {
    topic,
    partition,
    committed: null,
    committedLeaderEpoch: null,
    metadata: null,
    start: null,
    end: null,
    lag,
    memberId: null,
  };
}

const rows = [offset('b', 0, '9'), offset('a', 10, null), offset('a', 2, '10'), offset('a', 1, '9')];
const places = (sorted: readonly GroupOffset[]) => sorted.map(({ topic, partition }) => `${topic}${partition}`);

test('by topic, then by partition as a number', () => {
  expect(places(sortedOffsets(rows, { by: 'partition', direction: 'ascending' }))).toEqual(['a1', 'a2', 'a10', 'b0']);
});

test('by lag as a number, unknown last both ways', () => {
  expect(places(sortedOffsets(rows, { by: 'lag', direction: 'descending' }))).toEqual(['a2', 'a1', 'b0', 'a10']);
  expect(places(sortedOffsets(rows, { by: 'lag', direction: 'ascending' }))).toEqual(['a1', 'b0', 'a2', 'a10']);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDoneBy, lostSince, TransferPosition } from './transfer-position';

const topics = { topicId: 'read', targetId: 'written' };
const place = (partition: number, offset: number) => ({ partition, record: { offset } });
const progress = (partition: number, position: number, end: number) => ({ partition, start: 0, position, end });

function startsOf(from: string): ReadonlyMap<number, number> {
  return new Map([...from.matchAll(/(\d+)@(\d+)/g)].map(([, partition, offset]) => [Number(partition), Number(offset)]));
}

test('nothing is left when everything was read and decided on, nor before anything is known', () => {
  const position = new TransferPosition(topics);
  expect(position.cursor()).toBeNull();
  position.took([place(0, 4)], [progress(0, 5, 5), progress(1, 0, 0)]);
  expect(position.cursor()).toEqual({ ...topics, from: 'o:0@4,1@0', to: 'o:0@5,1@0', done: [] });
  position.decided(0);
  expect(position.cursor()).toBeNull();
});

test('what went past a record that did not is told apart, offsets that hold none included', () => {
  const position = new TransferPosition(topics);
  const read = [place(0, 3), place(1, 7), place(0, 4), place(0, 9), place(0, 12), place(1, 8)];
  position.took(read, [progress(0, 20, 30), progress(1, 9, 9)]);
  for (const index of [0, 3, 4, 5]) position.decided(index);
  expect(position.cursor()).toEqual({
    ...topics,
    from: 'o:0@4,1@7',
    to: 'o:0@30,1@9',
    done: [
      { partition: 1, from: '8', to: '9' },
      { partition: 0, from: '9', to: '13' },
    ],
  });
});

test('for any records, the next run takes those that are left, each once', () => {
  const records = fc.array(fc.record({ partition: fc.nat(3), gap: fc.nat(2), isDecided: fc.boolean() }), { maxLength: 60 });
  fc.assert(
    fc.property(records, (given) => {
      const ends = [0, 0, 0, 0];
      const read = given.map(({ partition, gap, isDecided }) => {
        const offset = (ends[partition] ?? 0) + gap;
        ends[partition] = offset + 1;
        return { ...place(partition, offset), isDecided };
      });
      const position = new TransferPosition(topics);
      position.took(
        read,
        ends.map((end, partition) => progress(partition, end, end + 1)),
      );
      for (const [index, { isDecided }] of read.entries()) if (isDecided) position.decided(index);
      const cursor = position.cursor();
      const starts = startsOf(cursor?.from ?? '');
      const isDone = isDoneBy(cursor ?? { done: [] });
      const taken = read.filter((each) => each.record.offset >= (starts.get(each.partition) ?? 0) && !isDone(each));
      expect(taken).toEqual(read.filter(({ isDecided }) => !isDecided));
    }),
  );
});

test('what retention took between two runs is counted', () => {
  const wanted = new Map([
    [0, 5],
    [1, 5],
  ]);
  expect(lostSince(wanted, [{ ...progress(0, 9, 9), start: 8 }, progress(1, 9, 9)])).toEqual({
    reason: 'retention',
    ranges: [{ partition: 0, from: '5', to: '8' }],
    countAtMost: '3',
  });
  expect(lostSince(wanted, [progress(0, 9, 9)])).toBeNull();
});

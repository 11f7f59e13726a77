import { expect, test } from 'vitest';
import { bucketAt, movedBy, selectedRange, type BucketSelection } from './bucket-selection';

const press = (keys: string, count = 10) =>
  keys.split(' ').reduce<BucketSelection | null>((selection, written) => {
    const isWidening = written.startsWith('+');
    return movedBy(isWidening ? written.slice(1) : written, isWidening, selection, count) ?? selection;
  }, null);

test.each([
  ['ArrowRight', 0, 0],
  ['ArrowLeft', 9, 9],
  ['Home ArrowRight ArrowRight', 2, 2],
  ['Home +ArrowRight +ArrowRight', 0, 2],
  ['End +ArrowLeft', 8, 9],
  ['Home ArrowRight +End', 1, 9],
  ['Home +ArrowRight ArrowRight', 2, 2],
  ['End ArrowRight', 9, 9],
  ['Home ArrowLeft', 0, 0],
  ['+ArrowRight +ArrowRight', 0, 1],
])('%s selects %i to %i', (keys, first, last) => {
  const selection = press(keys);
  expect(selection === null ? null : selectedRange(selection)).toEqual({ first, last });
});

test('other keys select nothing, and what is beyond the edge is at the edge', () => {
  expect(movedBy('a', false, { anchor: 1, focus: 1 }, 10)).toBeUndefined();
  expect([-0.2, 0, 0.05, 0.1, 0.999, 1, 1.7].map((share) => bucketAt(share, 10))).toEqual([0, 0, 0, 1, 9, 9, 9]);
});

import { expect, test } from 'vitest';
import { diffLines } from '@/lib/format/line-diff';
import { diffRows, differenceRows } from './diff-rows';

const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => String(from + index));

function written(a: readonly string[], b: readonly string[], opened: readonly number[] = []): readonly string[] {
  return diffRows(diffLines(a, b).parts, new Set(opened)).map((row) => {
    if (row.kind === 'folded') return `… ${row.count}`;
    const left = row.a === undefined ? '' : a[row.a];
    const right = row.b === undefined ? '' : b[row.b];
    return row.kind === 'same' ? `${left}` : `${left}/${right}`;
  });
}

test('lines that were replaced stand beside each other, what has no other side alone', () => {
  expect(written(['x', '1', '2', 'y'], ['x', 'a', 'y', 'z'])).toEqual(['x', '1/a', '2/', 'y', '/z']);
});

test('what is the same is folded but for a few lines around a difference, and opened by part', () => {
  const a = numbers(0, 20);
  const b = a.map((line) => (line === '10' ? 'ten' : line));
  expect(written(a, b)).toEqual(['… 7', '7', '8', '9', '10/ten', '11', '12', '13', '… 6']);
  expect(written(a, b, [0])).toEqual([...numbers(0, 10), '10/ten', '11', '12', '13', '… 6']);
  expect(written(a, a)).toEqual(['… 20']);
});

test('a fold never hides a single line', () => {
  const a = numbers(0, 9);
  const b = ['x', ...a.slice(1, 8), 'y'];
  expect(written(a, b)).toEqual(['0/x', ...numbers(1, 8), '8/y']);
});

test('differences are found by their first row', () => {
  const [a, b] = [
    ['1', '2', 's', '3'],
    ['a', 's', 'b', 'c'],
  ];
  expect(differenceRows(diffRows(diffLines(a, b).parts, new Set()))).toEqual([0, 3]);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SequenceCheck } from './sequence-check';

function seen(numbers: readonly number[]): SequenceCheck {
  const check = new SequenceCheck();
  for (const number of numbers) check.see(number);
  return check;
}

test('in order, once each: nothing is missing and nothing is doubled', () => {
  const check = seen([0, 1, 2, 3]);
  expect([check.missingBelow(4), check.doubled]).toEqual([0, 0]);
  expect(check.missingBelow(6)).toBe(2);
});

test('a hole is missing until its number comes late; then it is not doubled', () => {
  const check = seen([0, 1, 4, 5]);
  expect([check.missingBelow(6), check.isMissing(2), check.isMissing(4)]).toEqual([2, true, false]);
  check.see(3);
  expect([check.missingBelow(6), check.doubled]).toEqual([1, 0]);
  check.see(3);
  expect(check.doubled).toBe(1);
});

test('what is skipped is neither missing nor seen', () => {
  const check = seen([0, 1]);
  expect(check.skipTo(10)).toBe(8);
  check.see(10);
  expect([check.missingBelow(11), check.doubled]).toEqual([0, 0]);
});

test('it counts as a set would', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 60 }), { maxLength: 80 }), fc.nat({ max: 70 }), (numbers, count) => {
      const check = seen(numbers);
      const distinct = new Set(numbers);
      expect(check.doubled).toBe(numbers.length - distinct.size);
      expect(check.missingBelow(count)).toBe(Array.from({ length: count }, (_, n) => n).filter((n) => !distinct.has(n)).length);
    }),
  );
});

test('a thousand holes and more stay bounded, and are still counted', () => {
  const check = seen(Array.from({ length: 5_000 }, (_, index) => index * 2));
  expect(check.missingBelow(9_999)).toBe(4_999);
});

import { expect, test } from 'vitest';
import { compareOffsets, lagBetween, offsetDifference, parseOffset, sumOffsets } from './offset';

test('offsets stay exact beyond 2^53', () => {
  expect(offsetDifference('9223372036854775807', '9223372036854775800')).toBe('7');
  expect(sumOffsets(['9007199254740993', '2'])).toBe('9007199254740995');
  expect(compareOffsets('10', '9')).toBe(1);
  expect(compareOffsets('9', '9')).toBe(0);
  expect(compareOffsets('8', '9')).toBe(-1);
});

test('a lag is never negative', () => {
  expect(lagBetween('10', '4')).toBe('6');
  expect(lagBetween('4', '10')).toBe('0');
});

test.each([
  ['120', '120'],
  [' 1,284,031 ', '1284031'],
  ['۱۲۰', '120'],
  ['٤٢', '42'],
  ['9223372036854775807', '9223372036854775807'],
  ['007', '7'],
])('%s is the offset %s', (typed, offset) => expect(parseOffset(typed)).toBe(offset));

test.each(['', '-1', 'abc', '9223372036854775808', '1e3'])('%s is no offset', (typed) =>
  expect(parseOffset(typed)).toBeUndefined(),
);

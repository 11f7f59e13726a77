import { afterAll, beforeAll, expect, test } from 'vitest';
import { filterThreadFromSource } from '../integration/spawn-from-source';
import type { FilterRecord } from './cel-messages';
import { FilterThread } from './filter-thread';

let thread: FilterThread;

beforeAll(() => {
  thread = new FilterThread(filterThreadFromSource);
});

afterAll(() => {
  thread.close();
});

const record = (offset: number, value: string): FilterRecord => ({
  partition: 1,
  offset,
  timestampMs: 0,
  key: null,
  value: { text: value },
  headers: [],
});

test('answers in the order of the records, and says what is wrong with an expression', async () => {
  const records = ['a', 'b', 'ab'].map((value, offset) => record(offset, value));
  await expect(thread.ask({ expression: 'value.contains("a")', records })).resolves.toEqual({
    kind: 'answers',
    matches: [true, false, true],
    failed: 0,
  });
  await expect(thread.ask({ expression: 'value ==', records: [] })).resolves.toMatchObject({
    kind: 'invalid',
    fault: { start: 8 },
  });
});

test('a record on which it fails is counted and named, and the others are answered', async () => {
  const records = [record(4, '1'), record(5, 'x'), record(6, 'y')];
  await expect(thread.ask({ expression: 'int(value) == 1', records })).resolves.toMatchObject({
    matches: [true, false, false],
    failed: 2,
    firstFault: { partition: 1, offset: 5, message: expect.stringContaining('int') as string },
  });
});

test('who runs too long is stopped and named; who waits behind it is answered', async () => {
  const evil = thread.ask({
    expression: 'value.matches("^(a+)+$")',
    records: [record(1, 'aa'), record(2, `${'a'.repeat(60)}b`)],
  });
  const next = thread.ask({ expression: 'value == "x"', records: [record(1, 'x')] });
  await expect(evil).rejects.toMatchObject({ code: 'FILTER_STOPPED', details: { reason: 'time', partition: 1, offset: '2' } });
  await expect(next).resolves.toMatchObject({ matches: [true] });
});

test('who takes too much memory is stopped and named', async () => {
  const list = `[${Array.from({ length: 100 }, () => '"' + 'x'.repeat(30) + '"').join(',')}]`;
  const grow = `${list}.map(a, ${list}.map(b, ${list}.map(c, ${list}.map(d, a + b + c + d))))`;
  const evil = thread.ask({ expression: `size(${grow}) > 0`, records: [record(9, 'x')] });
  await expect(evil).rejects.toMatchObject({ code: 'FILTER_STOPPED', details: { partition: 1, offset: '9' } });
  await expect(thread.ask({ expression: 'true', records: [record(1, '')] })).resolves.toMatchObject({ matches: [true] });
});

test('who waits when the console closes is told so', async () => {
  const closing = new FilterThread(filterThreadFromSource);
  const asked = closing.ask({ expression: 'true', records: [] });
  closing.close();
  await expect(asked).rejects.toMatchObject({ code: 'INTERNAL' });
});

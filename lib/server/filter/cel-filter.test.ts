import { expect, test } from 'vitest';
import { compileFilter } from './cel-filter';
import type { FilterPayload, FilterRecord } from './cel-messages';

const record: FilterRecord = {
  partition: 3,
  offset: 120,
  timestampMs: Date.UTC(2026, 10, 22),
  key: { text: 'o-1' },
  value: {
    json: '{"id":90071992547409931,"qty":5,"price":9.5,"customer":{"country":"NL"},"lines":[{"sku":"A-1"},{"sku":"B-2"}],"note":null}',
  },
  headers: [
    ['trace', 'abc'],
    ['trace', 'def'],
    ['none', null],
  ],
};

function matches(expression: string, given: FilterRecord = record): boolean {
  const filter = compileFilter(expression);
  if ('fault' in filter) throw new Error(filter.fault.message);
  return filter.matches(given);
}

test.each([
  'key == "o-1"',
  'value.customer.country == "NL" && value.qty > 3',
  'value.id == 90071992547409931',
  'value.qty * 2 == 10 && value.price + 1 > 10.0 && 10 / value.qty == 2 && 1 + value.qty % 3 == 3',
  'value.lines.exists(line, line.sku.startsWith("B"))',
  'headers.trace == "def" && headers.none == null && headerList.size() == 3',
  'partition == 3 && offset >= 100',
  'timestamp > timestamp("2026-01-01T00:00:00Z")',
  '!has(value.nope)',
  'value.note == null',
  'value.?nope.orValue("x") == "x"',
  '"sku" in value.lines[0]',
])('%s', (expression) => {
  expect(matches(expression)).toBe(true);
});

test('a field that is not there is no match and no failure; a wrong type is a failure', () => {
  expect(matches('value.nope == 1')).toBe(false);
  expect(matches('value.lines[7].sku == "A"')).toBe(false);
  const text: FilterPayload = { text: 'plain' };
  expect(matches('value.customer.country == "NL"', { ...record, value: text })).toBe(false);
  expect(() => matches('value.customer > 3')).toThrow();
});

test('text, bytes and null are told apart', () => {
  expect(matches('value == "123"', { ...record, value: { text: '123' } })).toBe(true);
  expect(matches('value == null', { ...record, value: null })).toBe(true);
  expect(matches('size(value) == 2 && value.hex() == "00ff"', { ...record, value: { bytes: new Uint8Array([0, 255]) } })).toBe(
    true,
  );
});

test.each([
  ['value.qty >', 11, 11],
  ['foo == 1', 0, 3],
  ['key == "a" && ', 14, 14],
  ['"a" + 1 == "b"', 0, 7],
])('the fault of %s is at %i to %i', (expression, start, end) => {
  expect(compileFilter(expression)).toMatchObject({ fault: { start, end, message: expect.stringMatching(/\w/) as string } });
});

test('what gives no truth value is refused', () => {
  expect(compileFilter('offset + 1')).toMatchObject({ fault: { message: 'It gives int, not true or false.' } });
});

test('the language reaches nothing of the host', () => {
  for (const expression of [
    'process.exit(1)',
    'value.constructor.constructor("return process")()',
    'globalThis == null',
    'require("fs")',
  ]) {
    const filter = compileFilter(expression);
    if ('fault' in filter) expect(filter.fault.message).not.toBe('');
    else expect(filter.matches(record)).toBe(false);
  }
  expect(matches('value.constructor == null')).toBe(false);
  expect(matches('value.__proto__ == null')).toBe(false);
});

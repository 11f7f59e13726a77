import { expect, test } from 'vitest';
import { LatestKeys } from './latest-keys';
import { recordRow } from './record-row';
import { testRecord } from './test-record';

const bytes = (text: string | Buffer | null) => (typeof text === 'string' ? Buffer.from(text) : text);
const read = (key: string | Buffer | null, value: string | null) => testRecord(bytes(key), bytes(value));

test('of each key the last record counts, over chunks and within one', () => {
  const made: string[] = [];
  const keys = new LatestKeys(10, (record) => {
    made.push(String(record.record.value));
    return recordRow(record, 100);
  });
  keys.add([read('a', '1'), read('b', '1'), read('a', '2')]);
  keys.add([read('b', null), read(null, 'no key'), read('c', '1')]);
  expect(keys.latest.map(({ key, value }) => [key, value])).toEqual([
    [{ text: 'a' }, { text: '2' }],
    [{ text: 'b' }, null],
    [{ text: 'c' }, { text: '1' }],
  ]);
  expect(keys.keyless).toBe(1);
  expect(made, 'one row for each key of a chunk').toEqual(['2', '1', 'null', '1']);
});

test('keys that are no text are told apart by their bytes', () => {
  const keys = new LatestKeys(10, (record) => recordRow(record, 100));
  keys.add([read(Buffer.from([0xff]), 'x'), read(Buffer.from([0xfe]), 'y'), read(Buffer.alloc(0), 'empty')]);
  expect(keys.latest).toHaveLength(3);
});

test('beyond the bound, known keys go on and the records of others are counted', () => {
  const keys = new LatestKeys(2, (record) => recordRow(record, 100));
  keys.add([read('a', '1'), read('b', '1'), read('c', '1'), read('c', '2')]);
  keys.add([read('a', '2'), read('d', '1')]);
  expect(keys.latest.map(({ value }) => value)).toEqual([{ text: '2' }, { text: '1' }]);
  expect(keys.beyond).toBe(3);
});

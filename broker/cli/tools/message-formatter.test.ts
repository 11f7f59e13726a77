import { expect, test } from 'vitest';
import type { ConsumedRecord } from '../../client/partition-consumer';
import { createMessageFormatter } from './message-formatter';

const record: ConsumedRecord = {
  topic: 't',
  partition: 3,
  offset: 12,
  timestamp: 1_700_000_000_000n,
  key: Buffer.from('k'),
  value: null,
  headers: [
    { key: Buffer.from('h'), value: Buffer.from('1') },
    { key: Buffer.from('h'), value: null },
  ],
  sizeBytes: 20,
};
const all = Object.fromEntries(
  ['timestamp', 'partition', 'offset', 'headers', 'key', 'value'].map((name) => [`print.${name}`, 'true']),
);

test.each([
  { properties: {}, line: 'null\n' },
  { properties: { 'print.key': 'true' }, line: 'k\tnull\n' },
  { properties: { 'print.key': 'true', 'print.value': 'false' }, line: 'k\n' },
  { properties: { 'print.value': 'false', 'print.offset': 'TRUE' }, line: 'Offset:12\n' },
  { properties: all, line: 'CreateTime:1700000000000\tPartition:3\tOffset:12\th:1,h:null\tk\tnull\n' },
  {
    properties: { ...all, 'key.separator': '|', 'line.separator': ';', 'headers.separator': '&', 'null.literal': '-' },
    line: 'CreateTime:1700000000000|Partition:3|Offset:12|h:1&h:-|k|-;',
  },
])('$properties', ({ properties, line }) => {
  const formatter = createMessageFormatter(new Map(Object.entries<string>(properties)));
  expect(formatter.format(record, 'CreateTime').toString()).toBe(line);
});

test('bytes pass as they are, and no headers are said to be none', () => {
  const formatter = createMessageFormatter(new Map([['print.headers', 'true']]));
  const line = formatter.format({ ...record, headers: [], value: Buffer.from([0xff, 0x00, 0x0a]) }, 'CreateTime');
  expect(line).toEqual(Buffer.concat([Buffer.from('NO_HEADERS\t'), Buffer.from([0xff, 0x00, 0x0a, 0x0a])]));
});

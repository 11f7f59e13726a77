import { expect, test } from 'vitest';
import { linesAsWritten } from './export-line';
import { testRecord as read } from './test-record';

const csv = linesAsWritten('csv');

test('CSV quotes what it must, and null, empty and bytes stay apart', () => {
  const line = csv.line(read(null, Buffer.from('a "b",\r\nc')));
  expect(csv.head).toBe('partition,offset,timestamp,key,key_encoding,value,value_encoding,headers\r\n');
  expect(line).toBe('2,7,2023-11-14T22:13:20.000Z,,null,"a ""b"",\r\nc",text,\r\n');
  expect(csv.line(read(Buffer.alloc(0), Buffer.from([0, 255])))).toContain(',,text,AP8=,base64,');
  const headers = [{ key: Buffer.from('h'), value: null }];
  expect(csv.line(read(null, null, headers))).toContain(',"[{""key"":""h"",""value"":null}]"\r\n');
});

test('a line of JSON has the whole record', () => {
  const long = 'x'.repeat(10_000);
  expect(JSON.parse(linesAsWritten('jsonl').line(read(Buffer.from('k'), Buffer.from(long))))).toEqual({
    partition: 2,
    offset: '7',
    timestamp: '1700000000000',
    timestampType: 'CreateTime',
    key: { text: 'k' },
    value: { text: long },
    headers: [],
  });
});

import { expect, test } from 'vitest';
import { exportHead, exportLine } from './export-line';
import { testRecord as read } from './test-record';

test('CSV quotes what it must, and null, empty and bytes stay apart', () => {
  const line = exportLine(read(null, Buffer.from('a "b",\r\nc')), 'csv');
  expect(exportHead('csv')).toBe('partition,offset,timestamp,key,key_encoding,value,value_encoding,headers\r\n');
  expect(line).toBe('2,7,2023-11-14T22:13:20.000Z,,null,"a ""b"",\r\nc",text,\r\n');
  expect(exportLine(read(Buffer.alloc(0), Buffer.from([0, 255])), 'csv')).toContain(',,text,AP8=,base64,');
  const headers = [{ key: Buffer.from('h'), value: null }];
  expect(exportLine(read(null, null, headers), 'csv')).toContain(',"[{""key"":""h"",""value"":null}]"\r\n');
});

test('a line of JSON has the whole record', () => {
  const long = 'x'.repeat(10_000);
  expect(JSON.parse(exportLine(read(Buffer.from('k'), Buffer.from(long)), 'jsonl'))).toEqual({
    partition: 2,
    offset: '7',
    timestamp: '1700000000000',
    timestampType: 'CreateTime',
    key: { text: 'k' },
    value: { text: long },
    headers: [],
  });
});

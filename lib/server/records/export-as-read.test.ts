import { expect, test } from 'vitest';
import type { Decoding } from '../decode/decoded-facts';
import { linesAsRead } from './export-as-read';
import { testRecord as read } from './test-record';

const asValue = (decoding: Decoding | undefined) => (_record: unknown, part: 'key' | 'value') =>
  part === 'value' ? decoding : undefined;
const jsonOf = (decoding: Decoding | undefined, value: Buffer | null = Buffer.from([1])): Record<string, unknown> =>
  JSON.parse(linesAsRead('jsonl', asValue(decoding)).line(read(Buffer.from('k'), value))) as Record<string, unknown>;

test('what was decoded is JSON within the line, its digits kept, with its format and schema', () => {
  const decoding: Decoding = { format: 'avro', body: { json: '{"id":\n 9007199254740993}' }, schema: { id: 4 } };
  const line = linesAsRead('jsonl', asValue(decoding)).line(read(Buffer.from('k'), Buffer.from([1])));
  expect(line).toContain('"value":{"id":  9007199254740993},"valueFormat":"avro","valueSchema":{"id":4}');
  expect(line).toContain('"key":"k","keyFormat":"utf8"');
  expect(line.trimEnd()).not.toContain('\n');
  expect(jsonOf({ format: 'int64', body: { text: '9007199254740993' } })).toMatchObject({ value: '9007199254740993' });
});

test('text is text, and JSON only when it is an object or a list', () => {
  expect(jsonOf(undefined, Buffer.from('{"a":[1]}'))).toMatchObject({ value: { a: [1] }, valueFormat: 'json' });
  expect(jsonOf(undefined, Buffer.from('{"a":'))).toMatchObject({ value: '{"a":', valueFormat: 'utf8' });
  expect(jsonOf(undefined, Buffer.from('007'))).toMatchObject({ value: '007', valueFormat: 'utf8' });
  expect(jsonOf(undefined, Buffer.alloc(0))).toMatchObject({ value: '', valueFormat: 'utf8' });
});

test('null is null, and what cannot be read is base64 and says why', () => {
  expect(jsonOf(undefined, null)).toMatchObject({ value: null });
  expect(jsonOf(undefined, null)).not.toHaveProperty('valueFormat');
  const refused = jsonOf({ format: 'avro', body: { problem: 'no schema' }, schema: { id: 4 } });
  expect(refused).toMatchObject({ valueBase64: 'AQ==', valueFormat: 'avro', valueProblem: 'no schema', valueSchema: { id: 4 } });
  expect(refused).not.toHaveProperty('value');
  expect(jsonOf(undefined, Buffer.from([0xff]))).toMatchObject({ valueBase64: '/w==', valueFormat: null });
});

test('CSV says the same in columns', () => {
  const { head, line } = linesAsRead('csv', asValue({ format: 'protobuf', body: { problem: 'cut short' } }));
  expect(head).toBe('partition,offset,timestamp,key,key_format,key_problem,value,value_format,value_problem,headers\r\n');
  expect(line(read(null, Buffer.from([1])))).toBe('2,7,2023-11-14T22:13:20.000Z,,null,,AQ==,base64,cut short,\r\n');
  const decoded = linesAsRead('csv', asValue({ format: 'messagepack', body: { json: '{"a":1}' } }));
  expect(decoded.line(read(Buffer.from('k'), Buffer.from([1])))).toContain(',k,utf8,,"{""a"":1}",messagepack,,');
});

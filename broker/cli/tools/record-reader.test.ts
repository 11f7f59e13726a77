import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { readLines } from './line-reader';
import { createRecordReader } from './record-reader';

function read(line: string, properties: Record<string, string> = {}): unknown {
  const { key, value, headers } = createRecordReader(new Map(Object.entries(properties))).read(Buffer.from(line), 7);
  return [
    key?.toString() ?? null,
    value?.toString() ?? null,
    headers.map((header) => `${header.key}=${header.value?.toString() ?? 'null'}`),
  ];
}

const keyed = { 'parse.key': 'true' };
const withHeaders = { 'parse.headers': 'true', 'null.marker': 'N' };

test.each([
  { line: 'v', properties: {}, record: [null, 'v', []] },
  { line: '', properties: {}, record: [null, '', []] },
  { line: 'k\tv\tw', properties: keyed, record: ['k', 'v\tw', []] },
  { line: 'k::v', properties: { ...keyed, 'key.separator': '::' }, record: ['k', 'v', []] },
  { line: '\tv', properties: keyed, record: ['', 'v', []] },
  { line: 'no key', properties: { ...keyed, 'ignore.error': 'true' }, record: [null, 'no key', []] },
  { line: 'N\tN', properties: { ...keyed, 'null.marker': 'N' }, record: [null, null, []] },
  { line: 'a:1,a:2,b:N\tv', properties: withHeaders, record: [null, 'v', ['a=1', 'a=2', 'b=null']] },
  { line: 'N\tv', properties: withHeaders, record: [null, 'v', []] },
  { line: '\tv', properties: withHeaders, record: [null, 'v', []] },
  { line: 'a:1\tk\tv', properties: { ...withHeaders, ...keyed }, record: ['k', 'v', ['a=1']] },
  { line: 'a:1:2\tv', properties: withHeaders, record: [null, 'v', ['a=1:2']] },
  {
    line: 'a>1;b>2|v',
    properties: { ...withHeaders, 'headers.delimiter': '|', 'headers.separator': ';', 'headers.key.separator': '>' },
    record: [null, 'v', ['a=1', 'b=2']],
  },
])('$line with $properties', ({ line, properties, record }) => {
  expect(read(line, properties)).toEqual(record);
});

test.each([
  { line: 'no key', properties: keyed, message: "No key separator found on line number 7: 'no key'" },
  { line: 'none', properties: withHeaders, message: "No header delimiter found on line number 7: 'none'" },
  { line: 'a\tv', properties: withHeaders, message: "No header key separator found in pair 'a' on line number 7" },
  { line: '', properties: { 'key.separator': '' }, message: '--reader-property: key.separator must not be empty' },
  {
    line: '',
    properties: { 'parse.headers': 'true', 'headers.separator': ':' },
    message: '--reader-property: headers.separator and headers.key.separator may not be equal',
  },
])('$message', ({ line, properties, message }) => {
  expect(() => read(line, properties)).toThrow(message);
});

test.each([1, 2, 3, 100])('lines from chunks of %i bytes', async (size) => {
  const bytes = Buffer.from('one\n\ntwo\r\n\u00fcber\n\r\nlast', 'utf8');
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
  const lines: string[] = [];
  for await (const line of readLines(Readable.from(chunks))) lines.push(line.toString());
  expect(lines).toEqual(['one', '', 'two', '\u00fcber', '', 'last']);
});

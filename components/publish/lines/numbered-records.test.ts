import { expect, test } from 'vitest';
import { guessedColumns } from './csv-record';
import { delimiterOf } from './csv-rows';
import { looksLikeRecord } from './line-record';
import { csvHeader, numberedRecords, type NumberedRecord, type Reading } from './numbered-records';

async function read(content: BlobPart, reading: Reading): Promise<NumberedRecord[]> {
  const list: NumberedRecord[] = [];
  for await (const each of numberedRecords(new Blob([content]), reading)) list.push(each);
  return list;
}

const records = { format: 'records' } as const;
const recordsOf = (list: readonly NumberedRecord[]) => list.map((each) => ('record' in each ? each.record : each.problem));

test('a line is a record, and what is no string is written digit by digit', async () => {
  const list = await read(
    [
      '{"key":"a","value":{"id":12345678901234567890, "x": 1.10},"headers":{"n":7,"t":"x","z":null}}',
      '{"value":"é\\n","headers":[{"key":"h","value":"1"},{"key":"h","value":{"base64":"AP8="}}],"partition":2,"timestamp":"17"}\r',
      '{"value":{"text":"as read","truncated":true,"size":9},"key":null,"offset":"7"}',
      '{"value":{"text":"a","more":1}}',
    ].join('\n'),
    records,
  );
  expect(recordsOf(list)).toMatchObject([
    {
      key: 'a',
      value: '{"id":12345678901234567890, "x": 1.10}',
      headers: [
        { key: 'n', value: '7' },
        { key: 't', value: 'x' },
        { key: 'z', value: null },
      ],
    },
    {
      key: null,
      value: 'é\n',
      headers: [
        { key: 'h', value: '1' },
        { key: 'h', value: { base64: 'AP8=' } },
      ],
      partition: 2,
      timestamp: 17,
    },
    { key: null, value: { text: 'as read', truncated: true } },
    { value: '{"text":"a","more":1}' },
  ]);
  expect(list.map(({ line }) => line)).toEqual([1, 2, 3, 4]);
});

test('what cannot be read is named by its line, and the rest goes on', async () => {
  const bytes = new Uint8Array([
    ...new TextEncoder().encode('\n{"value":1\n[1]\n'),
    0xff,
    0x0a,
    ...new TextEncoder().encode('{"value":2,"headers":3}\n{"value":3,"partition":"x"}\n{"value":4}'),
  ]);
  const list = await read(bytes, records);
  expect(list.map((each) => [each.line, 'problem' in each ? each.problem : 'read'])).toEqual([
    [2, 'json'],
    [3, 'no-object'],
    [4, 'not-text'],
    [5, 'headers'],
    [6, 'partition'],
    [7, 'read'],
  ]);
  expect(list.at(-1)?.bytes).toBe(bytes.length);
});

test('a line can be the value, with a field of it as the key', async () => {
  expect(recordsOf(await read('plain text\n{"id":007}\n', { format: 'values', keyField: '' }))).toEqual([
    { value: 'plain text' },
    { value: '{"id":007}' },
  ]);
  expect(recordsOf(await read('{"id":9007199254740993}\nx', { format: 'values', keyField: 'id' }))).toEqual([
    { key: '9007199254740993', value: '{"id":9007199254740993}' },
    'json',
  ]);
});

test('CSV: quotes, line breaks in fields, headers, and rows as JSON', async () => {
  const text = 'key,value,header.trace,partition\r\n"a ""b""","x\r\ny, z",t1,1\r\nb,,,\r\nc,1\r\n"d"e,1,2,3\r\nf,"open';
  const columns = guessedColumns(await csvHeader(new Blob([text]), ','));
  const list = await read(text, { format: 'csv', delimiter: ',', columns });
  expect(recordsOf(list)).toMatchObject([
    { key: 'a "b"', value: 'x\r\ny, z', headers: [{ key: 'trace', value: 't1' }], partition: 1 },
    { key: 'b', value: '', headers: [{ key: 'trace', value: '' }], partition: null },
    'columns',
    'quote',
    'quote',
  ]);
  expect(list.map(({ line }) => line)).toEqual([2, 4, 5, 6, 7]);
  const rows = await read('id;name\n007;"a\tb"', {
    format: 'csv',
    delimiter: delimiterOf('id;name'),
    columns: { key: 'id', value: null },
  });
  expect(recordsOf(rows)).toEqual([{ key: '007', value: '{"id":"007","name":"a\\tb"}' }]);
});

test('a record is told from a value', () => {
  expect(looksLikeRecord('{"key":"a","value":"b","offset":"1"}')).toBe(true);
  expect(looksLikeRecord('{"key":"a","price":1}')).toBe(false);
  expect(looksLikeRecord('{"id":1}')).toBe(false);
  expect(looksLikeRecord('plain')).toBe(false);
});

import avro from 'avsc';
import { expect, test } from 'vitest';
import { avroMessages } from './avro-messages';

/** Bytes as an encoder of another hand writes them. */
function read(schema: avro.Schema, value: unknown): unknown {
  const bytes = avro.Type.forSchema(schema).toBuffer(value);
  return JSON.parse(avroMessages(JSON.stringify(schema), [])(bytes).json);
}

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const jsonOf = (schema: unknown, bytes: Buffer) => avroMessages(JSON.stringify(schema), [])(bytes).json;

test('a record with a value of each kind, a list, a map and a type of its own', () => {
  const schema: avro.Schema = {
    type: 'record',
    name: 'Order',
    namespace: 'com.acme',
    fields: [
      { name: 'id', type: 'int' },
      { name: 'paid', type: 'boolean' },
      { name: 'nothing', type: 'null' },
      { name: 'weight', type: 'double' },
      { name: 'share', type: 'float' },
      { name: 'raw', type: 'bytes' },
      { name: 'note', type: ['null', 'string'] },
      { name: 'state', type: { type: 'enum', name: 'State', symbols: ['OPEN', 'SENT'] } },
      { name: 'before', type: 'State' },
      { name: 'mark', type: { type: 'fixed', name: 'Mark', size: 2 } },
      { name: 'lines', type: { type: 'array', items: { type: 'map', values: 'long' } } },
      { name: 'parent', type: ['null', 'com.acme.Order'] },
    ],
  };
  const order = {
    id: -7,
    paid: true,
    nothing: null,
    weight: 1.5,
    share: 0.1,
    raw: Buffer.from([0, 255]),
    note: { string: 'é "quoted"' },
    state: 'SENT',
    before: 'OPEN',
    mark: Buffer.from([1, 2]),
    lines: [{ a: 1, b: -2 }, {}],
    parent: null,
  };
  const shown = { ...order, raw: 'AP8=', note: 'é "quoted"', mark: 'AQI=' };
  const wrapped = avro.Type.forSchema(schema, { wrapUnions: true }).toBuffer({
    ...order,
    parent: { 'com.acme.Order': order },
  });
  const message = avroMessages(JSON.stringify(schema), [])(wrapped);
  expect(message.name).toBe('com.acme.Order');
  expect(JSON.parse(message.json)).toEqual({ ...shown, parent: shown });
});

test('whole numbers keep every digit', () => {
  expect(jsonOf('long', hex('feffffffffffffffff01'))).toBe('9223372036854775807');
  expect(jsonOf('long', hex('ffffffffffffffffff01'))).toBe('-9223372036854775808');
  expect(jsonOf('double', hex('000000000000f87f'))).toBe('"NaN"');
});

test('a branch is named where it could be taken for another', () => {
  const dog: avro.Schema = { type: 'record', name: 'Dog', fields: [{ name: 'name', type: 'string' }] };
  const cat: avro.Schema = { type: 'record', name: 'Cat', fields: [{ name: 'name', type: 'string' }] };
  expect(read(['null', dog, cat, 'string'], { Cat: { name: 'Tom' } })).toEqual({ Cat: { name: 'Tom' } });
  expect(read(['null', dog, 'string'], { name: 'Rex' })).toEqual({ name: 'Rex' });
  expect(read(['null', 'string', 'long'], 'a word')).toBe('a word');
});

const logical = (type: unknown, logicalType: string, more: object = {}) => ({ type, logicalType, ...more });

test.each([
  [logical('int', 'date'), '96b402', '"2024-01-01"'],
  [logical('int', 'date'), '01', '"1969-12-31"'],
  [logical('int', 'time-millis'), '02', '"00:00:00.001"'],
  [logical('long', 'time-micros'), '8af7c0dc8305', '"23:59:59.000005"'],
  [logical('long', 'time-micros'), '8080bbdd8305', '86400000000'],
  [logical('long', 'timestamp-millis'), '01', '"1969-12-31T23:59:59.999Z"'],
  [logical('long', 'timestamp-micros'), '02', '"1970-01-01T00:00:00.000001Z"'],
  [logical('long', 'timestamp-nanos'), '02', '"1970-01-01T00:00:00.000000001Z"'],
  [logical('long', 'local-timestamp-millis'), '02', '"1970-01-01T00:00:00.001"'],
  [logical('long', 'timestamp-millis'), 'feffffffffffffffff01', '9223372036854775807'],
  [logical('bytes', 'decimal', { precision: 9, scale: 2 }), '04 04ce', '12.30'],
  [logical('bytes', 'decimal', { precision: 9, scale: 2 }), '02 fb', '-0.05'],
  [logical('bytes', 'decimal', { precision: 9 }), '02 fb', '-5'],
  [logical('bytes', 'decimal', { precision: 9, scale: 1e9 }), '02 fb', '"+w=="'],
  [
    { type: 'fixed', name: 'D', size: 12, logicalType: 'duration' },
    '01000000 02000000 03000000',
    '{"months":1,"days":2,"millis":3}',
  ],
  [
    { type: 'fixed', name: 'U', size: 16, logicalType: 'uuid' },
    'f81d4fae7dec11d0a76500a0c91e6bf6',
    '"f81d4fae-7dec-11d0-a765-00a0c91e6bf6"',
  ],
  [logical('string', 'uuid'), '04 6162', '"ab"'],
  [logical('long', 'of-the-future'), '02', '1'],
])('%j of %s', (schema, bytes, json) => {
  expect(jsonOf(schema, hex(bytes))).toBe(json);
});

test('types of other schemas', () => {
  const money = { type: 'record', name: 'Money', namespace: 'com.acme', fields: [{ name: 'amount', type: 'long' }] };
  const order = { type: 'record', name: 'Order', namespace: 'com.acme', fields: [{ name: 'total', type: 'Money' }] };
  const read = avroMessages(JSON.stringify(order), [JSON.stringify(money)]);
  expect(read(hex('0a')).json).toBe('{"total":{"amount":5}}');
  expect(() => avroMessages(JSON.stringify(order), [])).toThrow('The schema names Money, which it does not have.');
});

const recursive = { type: 'record', name: 'R', fields: [{ name: 'next', type: ['null', 'R'] }] };
const empty = { type: 'record', name: 'E', fields: [] };
const twice = {
  type: 'record',
  name: 'T',
  fields: [
    { name: 'a', type: 'T' },
    { name: 'b', type: 'T' },
  ],
};

test.each([
  ['nothing at all', 'int', '', '1 bytes wanted, 0 left'],
  ['more than there is', 'string', 'fe 61', 'bytes wanted'],
  ['a length of an exabyte', 'bytes', 'feffffffffffffffff01', '9223372036854775807 bytes wanted, 0 left'],
  ['a negative length', 'string', '03', '-2 bytes wanted'],
  ['a varint without end', 'long', 'ff'.repeat(20), 'varint longer than 64 bits'],
  ['an int of 64 bits', 'int', 'feffffffffffffffff01', 'is no int'],
  ['bytes after the end', 'int', '02 02', '1 bytes more than the schema has'],
  ['no such branch', ['null', 'int'], '08', 'no branch 4'],
  ['no such symbol', { type: 'enum', name: 'S', symbols: ['A'] }, '03', 'no symbol -2'],
  ['levels without end', recursive, '02'.repeat(1_000), 'nested deeper than 100 levels'],
  ['a record in itself', twice, '', 'nested deeper than 100 levels'],
  ['a great many nothings', { type: 'array', items: 'null' }, 'feffffffffffffffff01', 'more values than its bytes could hold'],
  [
    'a great many of no fields',
    { type: 'array', items: empty },
    'fdffffffffffffffff01 00',
    'more values than its bytes could hold',
  ],
  ['a great many numbers', { type: 'array', items: 'long' }, 'feffffffffffffffff01 02', '1 bytes wanted, 0 left'],
])('%s is refused', (_name, schema, bytes, reason) => {
  expect(() => jsonOf(schema, hex(bytes))).toThrow(reason);
});

test('where it went wrong is said', () => {
  const schema = {
    type: 'record',
    name: 'O',
    fields: [{ name: 'customer', type: { ...recursive, fields: [{ name: 'name', type: 'string' }] } }],
  };
  expect(() => jsonOf(schema, hex('0a61'))).toThrow('5 bytes wanted, 1 left at byte 1, field customer.name');
});

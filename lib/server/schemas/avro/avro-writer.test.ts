import avro from 'avsc';
import { expect, test } from 'vitest';
import { problemText } from '../value-problem';
import { avroMessages, avroWriter } from './avro-messages';

/*
 * Bytes are read again by a decoder of another hand; problems are told as people see them.
 */

function bytesOf(schema: unknown, json: string): Buffer {
  const written = avroWriter(JSON.stringify(schema), [])(json);
  if ('problems' in written) throw new Error(written.problems.map(problemText).join('; '));
  return written.bytes;
}

function problemsOf(schema: unknown, json: string): readonly string[] {
  const written = avroWriter(JSON.stringify(schema), [])(json);
  return 'problems' in written ? written.problems.map(problemText) : [];
}

const line = { type: 'record', name: 'Line', fields: [{ name: 'quantity', type: 'int' }] };
const order: avro.Schema = {
  type: 'record',
  name: 'Order',
  namespace: 'com.acme',
  fields: [
    { name: 'id', type: 'long' },
    { name: 'note', type: ['null', 'string'], default: null },
    { name: 'state', type: { type: 'enum', name: 'State', symbols: ['OPEN', 'SENT'] }, default: 'OPEN' },
    { name: 'lines', type: { type: 'array', items: line as avro.Schema }, default: [] },
    { name: 'marks', type: { type: 'map', values: 'double' }, default: {} },
    { name: 'parent', type: ['null', 'Order'], default: null },
  ],
};

test('a value is written as another decoder reads it, with defaults for what it leaves out', () => {
  const json = '{"id":7,"note":"é","state":"SENT","lines":[{"quantity":-2}],"marks":{"a":0.5},"parent":{"id":6}}';
  const read = avro.Type.forSchema(order, { wrapUnions: true }).fromBuffer(bytesOf(order, json)) as object;
  const rest = { note: null, state: 'OPEN', lines: [], marks: {}, parent: null };
  expect(JSON.parse(JSON.stringify(read))).toEqual({
    id: 7,
    note: { string: 'é' },
    state: 'SENT',
    lines: [{ quantity: -2 }],
    marks: { a: 0.5 },
    parent: { 'com.acme.Order': { id: 6, ...rest } },
  });
});

test.each([
  ['long', '9223372036854775807'],
  ['long', '-9223372036854775808'],
  ['long', '9007199254740993'],
  ['int', '-2147483648'],
  ['float', '0.1'],
  ['double', '"NaN"'],
  ['double', '"-Infinity"'],
  ['boolean', 'true'],
  ['null', 'null'],
  ['string', '"a \\"b\\" é"'],
  [{ type: 'int', logicalType: 'date' }, '"2024-02-29"'],
  [{ type: 'int', logicalType: 'time-millis' }, '"23:59:59.999"'],
  [{ type: 'long', logicalType: 'timestamp-millis' }, '"1969-12-31T23:59:59.999Z"'],
  [{ type: 'long', logicalType: 'timestamp-nanos' }, '"2024-01-01T00:00:00.000000001Z"'],
  [{ type: 'long', logicalType: 'local-timestamp-micros' }, '"2024-01-01T00:00:00.000001"'],
  [{ type: 'bytes', logicalType: 'decimal', precision: 30, scale: 2 }, '1234567890123456789012345.60'],
  [{ type: 'bytes', logicalType: 'decimal', precision: 4, scale: 2 }, '-0.05'],
  [{ type: 'fixed', name: 'D', size: 4, logicalType: 'decimal', precision: 4, scale: 2 }, '-12.30'],
  [{ type: 'fixed', name: 'U', size: 16, logicalType: 'uuid' }, '"123e4567-e89b-12d3-a456-426614174000"'],
  [{ type: 'fixed', name: 'D', size: 12, logicalType: 'duration' }, '{"months":1,"days":2,"millis":4294967295}'],
  [['null', { type: 'map', values: 'long' }], '{"a":1}'],
  [['null', 'string'], 'null'],
])('what is shown of %j can be written again: %s', (schema, json) => {
  expect(avroMessages(JSON.stringify(schema), [])(bytesOf(schema, json)).json).toBe(json);
});

test.each([
  ['int', '5.0', '0a'],
  ['bytes', '"\\u0000\\u00ff"', '0400ff'],
  ['bytes', '{"base64":"AP8="}', '0400ff'],
  [{ type: 'fixed', name: 'F', size: 2 }, '"ab"', '6162'],
  [{ type: 'int', logicalType: 'date' }, '19782', '8cb502'],
  [{ type: 'long', logicalType: 'timestamp-millis' }, '"1970-01-01T01:00:00+01:00"', '00'],
  [{ type: 'long', logicalType: 'timestamp-millis' }, '-1', '01'],
  [{ type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 }, '"12.3"', '0404ce'],
  [{ type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 }, '"\\u0004\\u00ce"', '0404ce'],
  [['null', 'string'], '{"string":"x"}', '020278'],
  [['null', 'string'], '"x"', '020278'],
  [['string', 'long'], '5', '020a'],
])('another form of a value of %j: %s', (schema, json, hex) => {
  expect(bytesOf(schema, json).toString('hex')).toBe(hex);
});

test('a branch is named by its full or its short name', () => {
  const named = (name: string) => ({ type: 'record', name, namespace: 'com.acme', fields: [{ name: 'a', type: 'int' }] });
  const union = [named('Cat'), named('Dog')];
  expect(bytesOf(union, '{"com.acme.Dog":{"a":1}}').toString('hex')).toBe('0202');
  expect(bytesOf(union, '{"Dog":{"a":1}}').toString('hex')).toBe('0202');
  expect(bytesOf(union, '{"a":1}').toString('hex')).toBe('0002');
  expect(problemsOf(union, '{"Dog":{"a":"x"}}')).toEqual(['value.Dog.a: expected int, found "x"']);
});

test.each([
  ['{"id":7,"lines":[{"quantity":"two"}]}', ['value.lines[0].quantity: expected int, found "two"']],
  ['{"lines":[]}', ['value.id: expected long, found nothing']],
  ['{"id":7,"total":1}', ['value.total: com.acme.Order has no such field']],
  ['{"id":9223372036854775808}', ['value.id: expected long (64 bits), found 9223372036854775808']],
  ['{"id":7,"state":"GONE"}', ['value.state: expected one of OPEN, SENT, found "GONE"']],
  ['{"id":7,"note":5}', ['value.note: expected null or string, found 5']],
  ['{"id":7,"parent":{"id":"x"}}', ['value.parent.id: expected long, found "x"']],
  [
    '{"id":null,"marks":{"a b":true}}',
    ['value.id: expected long, found null', 'value.marks["a b"]: expected double, found true'],
  ],
  ['[1]', ['value: expected com.acme.Order, found a list']],
])('what is wrong with %s is said by its place', (json, problems) => {
  expect(problemsOf(order, json)).toEqual(problems);
});

test.each([
  ['int', '3000000000', 'expected int (32 bits), found 3000000000'],
  ['int', '1.5', 'expected int, found 1.5'],
  ['float', '1e39', 'expected float, found 1e39'],
  ['double', '1e999', 'expected double, found 1e999'],
  ['string', 'null', 'expected string, found null'],
  [{ type: 'string', logicalType: 'uuid' }, '"no"', 'expected a UUID, found "no"'],
  [{ type: 'int', logicalType: 'date' }, '"2023-02-29"', 'expected int, or a date such as "2026-01-31", found "2023-02-29"'],
  [
    { type: 'bytes', logicalType: 'decimal', precision: 4, scale: 2 },
    '123.45',
    'expected a decimal of 2 places and at most 4 digits, found 123.45',
  ],
])('%j does not take %s', (schema, json, message) => {
  expect(problemsOf(schema, json)).toEqual([`value: ${message}`]);
});

test('a long list of nothing right has as many problems as anybody reads', () => {
  expect(problemsOf({ type: 'array', items: 'int' }, `[${Array(5_000).fill('"x"').join(',')}]`)).toHaveLength(20);
});

test('a default that holds itself is an error of the schema, and ends', () => {
  const endless = { type: 'record', name: 'A', fields: [{ name: 'a', type: 'A', default: {} }] };
  expect(() => problemsOf(endless, '{}')).toThrow(RangeError);
});

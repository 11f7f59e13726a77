import protobuf from 'protobufjs';
import { expect, test } from 'vitest';
import { protobufMessages } from './protobuf-messages';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** The bytes after the schema's id, as an encoder of another hand writes them. */
function bytesOf(schema: string, type: string, value: object, indexes = '00'): Buffer {
  const { root } = protobuf.parse(schema, new protobuf.Root(), { keepCase: true });
  for (const name of ['timestamp', 'duration', 'struct', 'wrappers']) {
    const known = protobuf.common.get(`google/protobuf/${name}.proto`)?.nested;
    if (known !== undefined) root.addJSON(known);
  }
  const message = root.lookupType(type);
  return Buffer.concat([hex(indexes), message.encode(message.fromObject(value)).finish()]);
}

const everyKind = `
syntax = "proto3";
package com.acme;
message Order {
  int32 small = 1;
  int64 large = 2;
  uint64 largest = 3;
  sint32 zigzag = 4;
  sint64 zigzags = 5;
  fixed32 four = 6;
  sfixed64 eight = 7;
  float share = 8;
  double weight = 9;
  bool is_paid = 10;
  string note = 11;
  bytes raw = 12;
  State state = 13;
  repeated int32 packed = 14;
  repeated string words = 15;
  map<string, Line> lines = 16;
  map<int32, bool> flags = 17;
  Line first = 18;
  optional int32 maybe = 19;
  oneof way { string post = 20; int32 shelf = 21; }
  enum State { OPEN = 0; SENT = 1; }
  message Line { string name = 1; repeated Line parts = 2; }
}`;

test('a message with a field of each kind', () => {
  const order = {
    small: -7,
    large: '-9223372036854775808',
    largest: '18446744073709551615',
    zigzag: -3,
    zigzags: '-9007199254740993',
    four: 4_000_000_000,
    eight: '-8',
    share: 0.1,
    weight: 1.5,
    is_paid: true,
    note: 'é "quoted"',
    raw: Buffer.from([0, 255]),
    state: 'SENT',
    packed: [1, -2],
    words: ['a', ''],
    lines: { x: { name: 'one', parts: [{ name: 'two' }] } },
    flags: { 5: true },
    first: { name: 'zero' },
    shelf: 0,
  };
  const { json, name } = protobufMessages(everyKind, [])(bytesOf(everyKind, 'com.acme.Order', order));
  expect(name).toBe('com.acme.Order');
  expect(json).toContain('"large":-9223372036854775808,"largest":18446744073709551615');
  expect(json).toContain('"zigzags":-9007199254740993');
  const part = (text: string, parts: object[] = []) => ({ name: text, parts });
  expect(JSON.parse(json)).toMatchObject({
    ...order,
    large: expect.any(Number) as number,
    largest: expect.any(Number) as number,
    zigzags: expect.any(Number) as number,
    eight: -8,
    raw: 'AP8=',
    lines: { x: part('one', [part('two')]) },
    first: part('zero'),
  });
});

test('what is absent has its default where the schema gives it no other meaning', () => {
  expect(JSON.parse(protobufMessages(everyKind, [])(hex('00')).json)).toEqual({
    ...{ small: 0, large: 0, largest: 0, zigzag: 0, zigzags: 0, four: 0, eight: 0, share: 0, weight: 0, is_paid: false },
    ...{ note: '', raw: '', state: 'OPEN', packed: [], words: [], lines: {}, flags: {} },
  });
});

const nested = `
syntax = "proto3";
message A { message B { int32 b = 1; } message C { message D { int32 d = 1; } } }
message E { int32 e = 1; }`;

test.each([
  ['00 0807', 'A', '{"1":[7]}'],
  ['02 02 0807', 'E', '{"e":7}'],
  ['04 00 00 0807', 'A.B', '{"b":7}'],
  ['06 00 02 00 0807', 'A.C.D', '{"d":7}'],
])('message indexes %s are those of %s', (bytes, name, json) => {
  expect(protobufMessages(nested, [])(hex(bytes))).toEqual({ name, json });
});

test('messages of the file itself are counted, not those of files it imports', () => {
  const money = 'syntax = "proto3"; package p; message Money { int64 units = 1; }';
  const order = 'syntax = "proto3"; package p; import "money.proto"; message Order { Money total = 1; }';
  const { json, name } = protobufMessages(order, [money])(hex('00 0a020805'));
  expect([name, json]).toEqual(['p.Order', '{"total":{"units":5}}']);
  expect(() => protobufMessages(order, [])(hex('00 0a020805'))).toThrow('Money');
});

test('well-known types are said as JSON says them', () => {
  const schema = `
    syntax = "proto3";
    import "google/protobuf/timestamp.proto";
    import "google/protobuf/duration.proto";
    import "google/protobuf/struct.proto";
    import "google/protobuf/wrappers.proto";
    import "confluent/type/decimal.proto";
    message M {
      google.protobuf.Timestamp at = 1;
      google.protobuf.Duration took = 2;
      google.protobuf.Struct more = 3;
      google.protobuf.Int64Value maybe = 4;
      google.protobuf.StringValue none = 5;
      confluent.type.Decimal amount = 6;
    }`;
  const value = {
    at: { seconds: 1_700_000_000, nanos: 5 },
    took: { seconds: -1, nanos: -500_000_000 },
    more: { fields: { a: { listValue: { values: [{ numberValue: 1 }, { nullValue: 0 }, { boolValue: false }] } } } },
    maybe: { value: 0 },
  };
  const encodable = schema.replace(/.*confluent.*\n/g, '');
  const bytes = Buffer.concat([bytesOf(encodable, 'M', value), hex('32 06 0a0204ce 1802')]);
  expect(protobufMessages(schema, [])(bytes).json).toBe(
    '{"at":"2023-11-14T22:13:20.000000005Z","took":"-1.500000000s","more":{"a":[1,null,false]},"maybe":0,"amount":12.30}',
  );
});

test('proto2: groups, defaults that are not written, unpacked lists', () => {
  const schema = `
    syntax = "proto2";
    message M { optional int32 a = 1 [default = 5]; repeated group Line = 2 { optional string name = 3; } repeated int32 n = 4; }`;
  expect(protobufMessages(schema, [])(hex('00 13 1a0161 14 13 14 2001 2002 2202 0304')).json).toBe(
    '{"line":[{"name":"a"},{}],"n":[1,2,3,4]}',
  );
});

test('a message in parts is all of them, and of a value that comes twice the last counts', () => {
  const schema = 'syntax = "proto3"; message M { In in = 1; int32 n = 2; } message In { int32 a = 1; int32 b = 2; }';
  expect(protobufMessages(schema, [])(hex('00 0a020801 0a021002 1001 1002')).json).toBe('{"in":{"a":1,"b":2},"n":2}');
});

const deep = 'syntax = "proto3"; message R { R next = 1; repeated int32 n = 2; map<string, string> m = 3; }';

test.each([
  ['no message index', '', '1 bytes wanted, 0 left'],
  ['an index that no message has', '0208', 'no message 4 in the schema'],
  ['a million indexes', '80897a', '1000000 message indexes in 0 bytes'],
  ['a negative number of indexes', '01', '-1 message indexes'],
  ['a tag without a value', '0008', '1 bytes wanted, 0 left'],
  ['a field of number 0', '000001', 'a field of number 0'],
  ['a wire type that is none', '000e', 'wire type 6'],
  ['a length of an exabyte', '000affffffffffffffffff01', 'bytes wanted, 0 left'],
  ['a varint without end', `0018${'ff'.repeat(20)}`, 'varint longer than 64 bits'],
  ['the end of a group that did not begin', '000c', 'wire type 4'],
  ['a group without an end', '002308', '1 bytes wanted, 0 left'],
  ['groups without end', `00${'23'.repeat(1_000)}`, 'nested deeper than 100 levels'],
  ['a packed list that is cut off', '001202 01ff', '1 bytes wanted, 0 left'],
])('%s is refused', (_name, bytes, reason) => {
  expect(() => protobufMessages(deep, [])(hex(bytes))).toThrow(reason);
});

test('levels without end are refused, with where they are', () => {
  let bytes = Buffer.alloc(0);
  for (let level = 0; level < 200; level += 1) {
    const head = bytes.length < 128 ? [0x0a, bytes.length] : [0x0a, (bytes.length & 0x7f) | 0x80, bytes.length >> 7];
    bytes = Buffer.concat([Buffer.from(head), bytes]);
  }
  expect(() => protobufMessages(deep, [])(Buffer.concat([hex('00'), bytes]))).toThrow(
    /nested deeper than 100 levels.*next\.next/,
  );
});

test('a schema that is none, and names that mean something elsewhere', () => {
  expect(() => protobufMessages('message {', [])).toThrow('illegal');
  const schema = 'syntax = "proto3"; message M { string constructor = 1; string toString = 3; }';
  expect(protobufMessages(schema, [])(hex('00 0a0161 1a0163')).json).toBe('{"constructor":"a","toString":"c"}');
});

import { encode } from '@msgpack/msgpack';
import { expect, test } from 'vitest';
import { decodePayload } from './decode-payload';
import { formatOf } from './format-of';
import { messagePackFault } from './messagepack-fault';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const packed = (value: unknown) => Buffer.from(encode(value, { useBigInt64: true }));

test.each([
  ['a word', Buffer.from('a word'), undefined],
  ['JSON', Buffer.from('{"a":1}'), undefined],
  ['four letters', Buffer.from('abcd'), undefined],
  ['nothing', Buffer.alloc(0), undefined],
  ['int32', hex('00000007'), 'int32'],
  ['int64', hex('ffffffffffffffff'), 'int64'],
  ['a UUID', hex('f81d4fae 7dec 41d0 a765 00a0c91e6bf6'), 'uuid'],
  ['sixteen bytes of nothing', hex('ff'.repeat(16)), undefined],
  ['MessagePack', packed({ id: 5, tags: ['a'] }), 'messagepack'],
  ['bytes that only begin like MessagePack', hex('82 01'), undefined],
] as const)('%s is found by its looks', (_name, bytes, format) => {
  expect(formatOf(bytes)).toBe(format);
});

test('numbers keep every digit', () => {
  expect(decodePayload('int32', hex('fffffffe'))).toEqual({ text: '-2' });
  expect(decodePayload('int64', hex('7fffffffffffffff'))).toEqual({ text: '9223372036854775807' });
  expect(decodePayload('messagepack', packed({ big: 9_007_199_254_740_993n }))).toEqual({ json: '{"big":9007199254740993}' });
});

test('every kind of MessagePack value is walked over as the package reads it', () => {
  const values = [
    null,
    true,
    1.5,
    -1,
    -200,
    200,
    70_000,
    2 ** 40,
    'x'.repeat(40),
    'y'.repeat(300),
    'z'.repeat(70_000),
    new Date(0),
  ];
  const many = [...values, new Uint8Array(70_000), Array.from({ length: 20 }, () => 1), Array.from({ length: 70_000 }, () => 1)];
  for (const value of [...many, many, Object.fromEntries(many.map((each, index) => [`k${index}`, each]))])
    expect(messagePackFault(packed(value))).toBeUndefined();
  expect(messagePackFault(Buffer.concat([packed(1), packed(2)]))).toBe('A value ends at byte 1, and 1 more follow.');
});

test('texts of bytes', () => {
  expect(decodePayload('uuid', hex('f81d4fae7dec11d0a76500a0c91e6bf6'))).toEqual({
    text: 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
  });
  expect(decodePayload('hex', hex('00ff'))).toEqual({ text: '00ff' });
  expect(decodePayload('base64', hex('00ff'))).toEqual({ text: 'AP8=' });
  expect(decodePayload('messagepack', packed([new Uint8Array([0, 255]), null, 1.5]))).toEqual({ json: '["AP8=",null,1.5]' });
});

test('what cannot be read so has a reason', () => {
  expect(decodePayload('int32', hex('00'))).toEqual({ problem: 'It has 1 bytes; an int32 has 4.' });
  expect(decodePayload('utf8', hex('ff'))).toEqual({ problem: 'It is not valid UTF-8.' });
  expect(decodePayload('json', Buffer.from('{"a"'))).toHaveProperty('problem');
  expect(decodePayload('hex', Buffer.alloc(1_048_577))).toHaveProperty('problem');
  // A map that claims four thousand million entries, lists in lists without end, and a key that would change the prototype.
  expect(decodePayload('messagepack', hex('df ffffffff 01'))).toHaveProperty('problem');
  expect(decodePayload('messagepack', Buffer.concat([Buffer.alloc(100_000, 0x91), hex('01')]))).toHaveProperty('problem');
  expect(decodePayload('messagepack', Buffer.alloc(300_000, hex('dcffff')))).toHaveProperty('problem');
  expect(decodePayload('messagepack', Buffer.concat([hex('81a9'), Buffer.from('__proto__'), hex('01')]))).toHaveProperty(
    'problem',
  );
});

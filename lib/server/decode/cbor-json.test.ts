import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cborJson } from './cbor-json';
import { formatOf } from './format-of';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

// RFC 8949, appendix A.
test.each([
  ['00', '0'],
  ['17', '23'],
  ['1818', '24'],
  ['1903e8', '1000'],
  ['1a000f4240', '1000000'],
  ['1bffffffffffffffff', '18446744073709551615'],
  ['c249010000000000000000', '18446744073709551616'],
  ['3bffffffffffffffff', '-18446744073709551616'],
  ['c349010000000000000000', '-18446744073709551617'],
  ['3903e7', '-1000'],
  ['f93c00', '1'],
  ['f97bff', '65504'],
  ['f90001', '5.960464477539063e-8'],
  ['f9c400', '-4'],
  ['fa47c35000', '100000'],
  ['fb3ff199999999999a', '1.1'],
  ['f97c00', '"Infinity"'],
  ['f97e00', '"NaN"'],
  ['f4', 'false'],
  ['f5', 'true'],
  ['f6', 'null'],
  ['f7', 'null'],
  ['f0', '"simple(16)"'],
  ['f8ff', '"simple(255)"'],
  ['c074323031332d30332d32315432303a30343a30305a', '"2013-03-21T20:04:00Z"'],
  ['c11a514b67b0', '"2013-03-21T20:04:00.000Z"'],
  ['c1fb41d452d9ec200000', '"2013-03-21T20:04:00.500Z"'],
  ['d818456449455446', '"ZElFVEY="'],
  ['4401020304', '"AQIDBA=="'],
  ['62225c', '"\\"\\\\"'],
  ['63e6b0b4', '"水"'],
  ['80', '[]'],
  ['8301820203820405', '[1,[2,3],[4,5]]'],
  ['a201020304', '{"1":2,"3":4}'],
  ['a26161016162820203', '{"a":1,"b":[2,3]}'],
  ['5f42010243030405ff', '"AQIDBAU="'],
  ['7f657374726561646d696e67ff', '"streaming"'],
  ['9f018202039f0405ffff', '[1,[2,3],[4,5]]'],
  ['bf61610161629f0203ffff', '{"a":1,"b":[2,3]}'],
  ['bf6346756ef563416d7421ff', '{"Fun":true,"Amt":-2}'],
])('%s is %s', (bytes, json) => {
  expect(cborJson(hex(bytes))).toEqual({ json });
});

test.each([
  ['', 'It ends within a value.'],
  ['62 61', 'It ends within a value.'],
  ['9b ffffffffffffffff 00', 'It ends within a value.'],
  ['5b ffffffffffffffff 00', 'It ends within a value.'],
  ['bf 6161 ff', '0xff at byte 3 begins no value.'],
  ['81 1c', '0x1c at byte 1 begins no value.'],
  ['ff', '0xff at byte 0 begins no value.'],
  ['00 00', 'A value ends at byte 1, and 1 more follow.'],
  ['62 c328', 'A text in it is not valid UTF-8.'],
  ['7f 41 61 ff', 'A part of a text or of bytes is of another kind.'],
  [`c2 590401 ${'ff'.repeat(1025)}`, 'A number in it has more than 1024 bytes.'],
  ['81'.repeat(100_000), 'It is nested deeper than 100 levels.'],
  ['d9d9f7'.repeat(1_000), 'It is nested deeper than 100 levels.'],
])('%s is none', (bytes, problem) => {
  expect(cborJson(hex(bytes))).toEqual({ problem });
});

test('any bytes have an answer, and JSON when they have a value', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const body = cborJson(Buffer.from(bytes));
      if ('json' in body) JSON.parse(body.json);
      else expect(body.problem).not.toBe('');
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['a map', 'a2 626964 19 01c9 67636f756e747279 624e4c', 'cbor'],
  ['a list that MessagePack would want more of', '84 01 02 6161 f5', 'cbor'],
  ['the mark of a file', 'd9d9f7 83 01 02 03', 'cbor'],
  ['a list of both', '92 01 02', 'messagepack'],
  ['a map that ends too early', 'a2 626964 01 61', undefined],
] as const)('%s is found by its looks', (_name, bytes, format) => {
  expect(formatOf(hex(bytes))).toBe(format);
});

import { expect, test } from 'vitest';
import type { KafkaRecord, Payload } from '@/lib/contracts/record';
import { comparedBodies, comparedBytesMax, comparedCharactersMax, headerLines } from './compared-body';

function recordOf(value: Payload | null, size = 1): KafkaRecord {
  return {
    partition: 0,
    offset: '1',
    timestamp: '1',
    timestampType: 'CreateTime',
    key: null,
    value,
    headers: [],
    sizes: { key: null, value: value === null ? null : size, headers: 0, record: 0 },
    batch: {
      baseOffset: '1',
      lastOffset: '1',
      recordCount: 1,
      codec: 'none',
      sizeBytes: 1,
      crc: 0,
      leaderEpoch: 0,
      producerId: '-1',
      producerEpoch: -1,
      baseSequence: -1,
      isTransactional: false,
      isControl: false,
    },
  };
}

const compare = (a: Payload | null, b: Payload | null) => comparedBodies(recordOf(a), recordOf(b), 'value');

test('JSON is laid out, text is left as it is', () => {
  const [a, b] = compare({ text: '{"a":1,"b":[2]}' }, { text: '{a:1}\nx' });
  expect(a.lines).toEqual(['{', '  "a": 1,', '  "b": [', '    2', '  ]', '}']);
  expect(b.lines).toEqual(['{a:1}', 'x']);
});

test('when one side is no text both are bytes; null and empty have no lines', () => {
  const [a, b] = compare({ text: 'AB' }, { base64: '/w==' });
  expect([a.kind, b.kind]).toEqual(['bytes', 'bytes']);
  expect(a.lines[0]).toMatch(/^41 42 .*AB$/);
  expect(b.lines[0]).toMatch(/^ff .*·$/);
  expect(compare(null, { text: 'x' }).map(({ kind }) => kind)).toEqual(['null', 'text']);
  expect(comparedBodies(recordOf({ text: '' }, 0), recordOf({ text: 'x' }), 'value')[0]).toEqual({
    kind: 'empty',
    lines: [],
    isCut: false,
  });
});

test('what is large is cut, and says so; JSON that is cut is laid out all the same', () => {
  const rows = JSON.stringify(Array.from({ length: comparedCharactersMax / 2 }, () => 1));
  const [large, small] = compare({ text: rows }, { text: '[1]' });
  expect(large.isCut).toBe(true);
  expect(large.lines.slice(0, 2)).toEqual(['[', '  1,']);
  expect(small.isCut).toBe(false);
  const [bytes] = compare({ base64: btoa('\xff'.repeat(comparedBytesMax + 1)) }, null);
  expect(bytes.isCut).toBe(true);
  expect(bytes.lines).toHaveLength(comparedBytesMax / 16);
  expect(compare({ text: '{"a":', truncated: true, size: 9 }, null)[0].isCut).toBe(true);
});

test('headers are lines, and null is not the text null', () => {
  expect(
    headerLines([
      { key: 'a', value: { text: 'null' } },
      { key: 'a', value: null },
      { key: '?', keyBase64: '/w==', value: { base64: 'AAA=' } },
    ]),
  ).toEqual(['a: "null"', 'a: null', 'base64(/w==): base64(AAA=)']);
});

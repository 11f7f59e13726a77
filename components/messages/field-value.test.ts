import { expect, test } from 'vitest';
import type { KafkaRecord, Payload } from '@/lib/contracts/record';
import { fieldValue } from './field-value';
import { columnField } from './table-choice';

type Parts = Pick<KafkaRecord, 'key' | 'value'> & Partial<Pick<KafkaRecord, 'headers' | 'decoded' | 'headersOmitted'>>;

function recordOf(parts: Parts): KafkaRecord {
  return {
    partition: 0,
    offset: '1',
    timestamp: '1',
    timestampType: 'CreateTime',
    headers: [],
    sizes: { key: null, value: null, headers: 0, record: 0 },
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
    ...parts,
  };
}

function shown(parts: Parts, path: string): string {
  const field = columnField(path);
  if (field === undefined) return 'no field';
  const value = fieldValue(recordOf(parts), field);
  const texts = value.parts.map((part) => (part.kind === 'payload' ? JSON.stringify(part.payload) : `${part.kind} ${part.text}`));
  return texts.join(', ') + (value.isPartial ? ' and more' : '');
}

const json = (value: unknown): Payload => ({ text: JSON.stringify(value) });

test('a string stands without quotes, anything else as it is written', () => {
  const value = json({ a: 'x "y"', b: 1.5, c: { d: [1] }, e: null });
  expect(shown({ key: null, value }, 'value.a')).toBe('text x "y"');
  expect(shown({ key: null, value }, 'value.b')).toBe('json 1.5');
  expect(shown({ key: null, value }, 'value.c')).toBe('json {"d":[1]}');
  expect(shown({ key: null, value }, 'value.e')).toBe('json null');
  expect(shown({ key: value, value: null }, 'key.c.d[0]')).toBe('json 1');
});

test('what has no JSON has no field, and a preview says where it ends', () => {
  for (const value of [null, { text: 'plain' }, { text: '' }, { base64: 'AAAA' }])
    expect(shown({ key: null, value }, 'value.a')).toBe('');
  expect(shown({ key: null, value: { text: '{"a":"long', truncated: true, size: 90 } }, 'value.a')).toBe('text long… and more');
  expect(shown({ key: null, value: { text: '{"a":"long', truncated: true, size: 90 } }, 'value.b')).toBe(' and more');
});

test('what was decoded counts before the bytes', () => {
  const decoded = { value: { format: 'messagepack' as const, json: '{"a":7}' } };
  expect(shown({ key: null, value: { base64: 'gaFhBw==' }, decoded }, 'value.a')).toBe('json 7');
});

test('headers are found in any case, all of one name', () => {
  const headers = [
    { key: 'Trace-Id', value: { text: '1' } },
    { key: 'other', value: null },
    { key: 'trace-id', value: null },
  ];
  expect(shown({ key: null, value: null, headers }, 'header.trace-id')).toBe('{"text":"1"}, null');
  expect(shown({ key: null, value: null, headers, headersOmitted: 3 }, 'header.x')).toBe(' and more');
});

test.each(['value', 'key', 'header', 'offset', 'value.', ''])('%j has no column of its own', (path) => {
  expect(columnField(path)).toBeUndefined();
});

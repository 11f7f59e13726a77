import { expect, test } from 'vitest';
import type { KafkaRecord } from '@/lib/contracts/record';
import { draftOfRecord, draftProblem, emptyDraft, filledDraft, isWhole, keyOf, publishDraft, recordOf } from './publish-draft';

const record: KafkaRecord = {
  partition: 3,
  offset: '213871',
  timestamp: '1700000000000',
  timestampType: 'CreateTime',
  key: { text: '' },
  value: { base64: 'AP8=' },
  headers: [
    { key: 'trace', value: { text: 'a' } },
    { key: 'trace', value: null },
    { key: '', value: { text: '' } },
  ],
  sizes: { key: 0, value: 2, headers: 12, record: 20 },
  batch: {
    baseOffset: '0',
    lastOffset: '0',
    recordCount: 1,
    codec: 'zstd',
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

test('null, empty, text and bytes are four different things', () => {
  const value = (mode: 'text' | 'null' | 'empty' | 'base64', text: string) =>
    recordOf({ ...emptyDraft, value: { mode, text } }).value;
  expect(value('text', 'a')).toBe('a');
  expect(value('text', '')).toBe('');
  expect(value('empty', 'kept for later')).toBe('');
  expect(value('null', 'kept for later')).toBeNull();
  expect(value('base64', 'AP8=\n')).toEqual({ base64: 'AP8=' });
});

test('a key that was never typed is no key; an empty one is chosen', () => {
  expect(keyOf(emptyDraft)).toBeNull();
  expect(keyOf({ ...emptyDraft, key: { mode: 'empty', text: '' } })).toBe('');
});

test('a record comes back as it was: bytes, duplicate headers in order, codec', () => {
  const again = draftOfRecord(record);
  expect(publishDraft.parse(JSON.parse(JSON.stringify(again)))).toEqual(again);
  expect(again.compression).toBe('zstd');
  expect(recordOf(again)).toEqual({
    key: '',
    value: { base64: 'AP8=' },
    headers: [
      { key: 'trace', value: 'a' },
      { key: 'trace', value: null },
      { key: '', value: '' },
    ],
  });
});

test('a record of which only a preview is here cannot be written again', () => {
  expect(isWhole(record)).toBe(true);
  expect(isWhole({ ...record, value: { text: 'a', truncated: true, size: 9 } })).toBe(false);
  expect(isWhole({ ...record, headersOmitted: 2 })).toBe(false);
});

test('partition and time are sent only when chosen, and base64 must be base64', () => {
  expect(recordOf({ ...emptyDraft, partition: 0, timestampMs: 5 })).toMatchObject({ partition: 0, timestamp: 5 });
  expect(draftProblem(emptyDraft)).toBeUndefined();
  expect(draftProblem({ ...emptyDraft, value: { mode: 'base64', text: '***' } })).toBe('base64');
});

test('placeholders are filled in text and header names, and only when that is wanted', () => {
  const draft = {
    ...emptyDraft,
    count: 6,
    key: { mode: 'text' as const, text: 'k-{{counter}}' },
    value: { mode: 'base64' as const, text: 'e3tjb3VudGVyfX0=' },
    headers: [{ id: 0, key: 'h{{counter}}', value: { mode: 'text' as const, text: '{{now ms}}' } }],
  };
  const source = { nowMs: 5, random: () => 0 };
  expect(recordOf(filledDraft(draft, source))).toEqual({
    key: 'k-7',
    value: { base64: 'e3tjb3VudGVyfX0=' },
    headers: [{ key: 'h7', value: '5' }],
  });
  expect(filledDraft({ ...draft, fills: false }, source).key.text).toBe('k-{{counter}}');
  expect(draftProblem({ ...draft, key: { mode: 'text', text: '{{int 9}}' } })).toBe('placeholder');
  expect(draftProblem({ ...draft, fills: false, key: { mode: 'text', text: '{{int 9}}' } })).toBeUndefined();
});

test('a record that was read is repeated to the byte, braces included', () => {
  expect(filledDraft(draftOfRecord({ ...record, key: { text: '{{uuid}}' } }), { nowMs: 0, random: () => 0 }).key.text).toBe(
    '{{uuid}}',
  );
});

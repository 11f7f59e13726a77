import { expect, test } from 'vitest';
import { decodeEventCursor, encodeEventCursor } from './event-cursor';
import { parsePartitionRanges } from './partition-ranges';
import { recordFilterOf } from './record-filter';
import { parseRecordPosition } from './record-position';
import { payloadOf } from './record-row';

const record = (key: string | null, value: string | null, headers: [string, string | null][] = []) => ({
  offset: 0,
  timestamp: 0n,
  key: key === null ? null : Buffer.from(key),
  value: value === null ? null : Buffer.from(value),
  headers: headers.map(([name, text]) => ({ key: Buffer.from(name), value: text === null ? null : Buffer.from(text) })),
  sizeBytes: 0,
});

test('the filter ignores case and looks at key, value, header keys and header values', () => {
  const found = (q: string, given: ReturnType<typeof record>) => {
    const filter = recordFilterOf(q);
    return filter?.kind === 'quick' && filter.matches(given);
  };
  expect(found('OrDeR', record('my-order', null))).toBe(true);
  expect(found('OrDeR', record(null, '{"type":"ORDER"}'))).toBe(true);
  expect(found('OrDeR', record(null, null, [['Order-Id', null]]))).toBe(true);
  expect(found('OrDeR', record(null, null, [['x', 'an order']]))).toBe(true);
  expect(found('OrDeR', record('or', 'der', [['o', 'rder']]))).toBe(false);
  expect(found('ÄRGER', record(null, 'viel ärger'))).toBe(true);
  expect(recordFilterOf('')).toBeUndefined();
});

test('positions', () => {
  expect(parseRecordPosition('newest', 'from')).toEqual({ kind: 'newest' });
  expect(parseRecordPosition('o:120', 'from')).toEqual({ kind: 'offset', offset: 120 });
  expect(parseRecordPosition('o:0@120,3@88', 'from')).toEqual({
    kind: 'offsets',
    offsets: new Map([
      [0, 120],
      [3, 88],
    ]),
  });
  expect(parseRecordPosition('t:1700000000000', 'from')).toEqual({ kind: 'time', timestampMs: 1_700_000_000_000 });
  expect(parseRecordPosition('t:2026-11-22T09:30:00Z', 'from')).toEqual({
    kind: 'time',
    timestampMs: Date.UTC(2026, 10, 22, 9, 30),
  });
  for (const wrong of [
    '',
    'later',
    'o:',
    'o:-1',
    'o:9007199254740993',
    't:yesterday',
    't:2026-11-22T09:30:00+01:00',
    't:2026-11-22T09:30:00 01:00',
    'o:0@',
  ]) {
    expect(() => parseRecordPosition(wrong, 'from')).toThrow(expect.objectContaining({ code: 'INVALID_REQUEST', field: 'from' }));
  }
});

test('partition ranges', () => {
  expect(parsePartitionRanges('12,0-3,2')).toEqual([0, 1, 2, 3, 12]);
  for (const wrong of ['', 'a', '3-1', '1-', '-1', '0-999999'])
    expect(() => parsePartitionRanges(wrong)).toThrow(expect.objectContaining({ field: 'p' }));
});

test('a preview ends on a character and says how long the whole is', () => {
  expect(payloadOf(Buffer.from('aé'), 2)).toEqual({ text: 'a', truncated: true, size: 3 });
  expect(payloadOf(Buffer.from('aé'), 3)).toEqual({ text: 'aé' });
  expect(payloadOf(Buffer.from('😀😀'), 7)).toEqual({ text: '😀', truncated: true, size: 8 });
  expect(payloadOf(Buffer.from([0xff, 0xfe, 0xfd]), 2)).toEqual({ base64: '//4=', truncated: true, size: 3 });
  expect(payloadOf(Buffer.alloc(0), 10)).toEqual({ text: '' });
  expect(payloadOf(null, 10)).toBeNull();
});

test('the id of an event resumes', () => {
  const cursor = {
    topicId: 'AAECAwQFBgcICQoLDA0ODw',
    positions: new Map([
      [0, 12],
      [7, 9_007_199_254_740_991],
    ]),
  };
  expect(decodeEventCursor(encodeEventCursor(cursor))).toEqual(cursor);
  for (const wrong of ['', 'x', 'AAECAwQFBgcICQoLDA0ODw:0', 'AAECAwQFBgcICQoLDA0ODw:a-b']) {
    expect(() => decodeEventCursor(wrong)).toThrow(expect.objectContaining({ code: 'INVALID_CURSOR' }));
  }
});

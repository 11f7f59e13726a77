import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodePageCursor, encodePageCursor, queryHashOf, type PageCursor } from './page-cursor';

const topicId = 'AAECAwQFBgcICQoLDA0ODw';

test('a cursor comes back as it went', () => {
  const offsets = fc
    .tuple(fc.nat(), fc.nat(), fc.maxSafeNat())
    .map(([a, b, c]): [number, number, number] => [a, a + b, Math.max(a + b, c)]);
  const cursors = fc.record({
    dir: fc.constantFrom('forward' as const, 'backward' as const),
    move: fc.constantFrom('forward' as const, 'backward' as const),
    hasStarts: fc.boolean(),
    parts: fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), offsets), { maxLength: 30 }),
  });
  fc.assert(
    fc.property(cursors, ({ dir, move, hasStarts, parts }) => {
      let partition = -1;
      const partitions = parts.map(([step, [start, position, end]]) => {
        partition += step;
        return { partition, position, end, start: hasStarts ? start : undefined };
      });
      const cursor: PageCursor = { topicId, dir, move, queryHash: queryHashOf(['q', undefined]), partitions };
      expect(decodePageCursor(encodePageCursor(cursor))).toEqual(cursor);
    }),
    { seed: 4 },
  );
});

test('a thousand partitions fit a request line', () => {
  const partitions = Array.from({ length: 1_000 }, (_, partition) => ({
    partition,
    position: 5_000_000,
    end: 5_100_000,
    start: undefined,
  }));
  const text = encodePageCursor({ topicId, dir: 'forward', move: 'forward', queryHash: queryHashOf([]), partitions });
  expect(text.length).toBeLessThan(12_000);
});

test('anything else is refused', () => {
  const good = encodePageCursor({ topicId, dir: 'forward', move: 'forward', queryHash: queryHashOf([]), partitions: [] });
  const flipped = `${good.slice(0, 8)}${good[8] === 'A' ? 'B' : 'A'}${good.slice(9)}`;
  for (const text of ['', 'x', flipped, good.slice(0, -2), `${good}AAAA`]) {
    expect(() => decodePageCursor(text)).toThrow(expect.objectContaining({ code: 'INVALID_CURSOR' }));
  }
});

test('the query hash tells absent from empty and moves nothing between parts', () => {
  const hashes = [
    queryHashOf([undefined]),
    queryHashOf(['']),
    queryHashOf(['a', 'b']),
    queryHashOf(['ab', '']),
    queryHashOf(['', 'ab']),
  ];
  expect(new Set(hashes).size).toBe(hashes.length);
});

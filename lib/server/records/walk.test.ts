import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PartitionWalk, type WalkBatch, type WalkDirection, type WalkItem } from './partition-walk';
import { walk } from './walk';

interface Log {
  readonly items: readonly WalkItem<string>[];
  readonly end: number;
}

/** A partition's log: offsets with gaps, any timestamps, some records that a filter leaves out. */
const logs = fc.array(
  fc
    .array(fc.record({ skip: fc.nat(3), timestampMs: fc.nat(20), matches: fc.boolean() }), { maxLength: 40 })
    .map((records): Log => {
      let offset = 0;
      const items = records.map(({ skip, timestampMs, matches }) => {
        offset += skip;
        const at = offset;
        offset += 1;
        return { offset: at, timestampMs, value: matches ? String(at) : undefined };
      });
      return { items, end: offset + (records.length % 3) };
    }),
  { minLength: 1, maxLength: 5 },
);

function named(log: Log, partition: number): Log {
  return {
    ...log,
    items: log.items.map((item) => ({ ...item, value: item.value === undefined ? undefined : `${partition}@${item.offset}` })),
  };
}

/** Reads a log in pieces of the given size, as a broker would hand it out. */
function refillFrom(all: readonly Log[], pieceOffsets: number) {
  return (dry: readonly PartitionWalk<string>[]): Promise<void> => {
    for (const each of dry) {
      const items = all[each.partition]?.items ?? [];
      const forward = each.direction === 'forward';
      const from = forward ? each.coveredTo : each.coveredTo - pieceOffsets;
      const to = forward ? each.coveredTo + pieceOffsets : each.coveredTo;
      // A batch begins where it begins: what is read may hold more than was asked for.
      const read = items.filter(({ offset }) => offset >= from - 1 && offset < to + 1);
      const batches: WalkBatch<string>[] = read.map((item) => ({ decode: () => [item] }));
      each.feed(forward ? batches : batches.toReversed(), forward ? to : from);
    }
    return Promise.resolve();
  };
}

async function pagesOf(
  all: readonly Log[],
  direction: WalkDirection,
  start: readonly number[],
  count: number,
  piece: number,
  spendAfter: number,
) {
  let positions = [...start];
  const pages: string[][] = [];
  const cuts: number[][] = [positions];
  for (;;) {
    const walks = all.map(
      (log, partition) =>
        new PartitionWalk<string>(partition, direction, positions[partition] ?? 0, direction === 'forward' ? log.end : 0),
    );
    if (walks.every(({ isDone }) => isDone)) return { pages, cuts };
    let asked = 0;
    const result = await walk(walks, refillFrom(all, piece), { count, isSpent: () => (asked += 1) > spendAfter });
    pages.push(result.rows.map(({ value }) => value));
    positions = walks.map(({ position }) => position);
    cuts.push(positions);
  }
}

const sizes = {
  count: fc.integer({ min: 1, max: 12 }),
  piece: fc.integer({ min: 1, max: 9 }),
  spendAfter: fc.integer({ min: 1, max: 20 }),
};

test('walking either way gives every match once and keeps each partition in order', async () => {
  await fc.assert(
    fc.asyncProperty(logs, sizes.count, sizes.piece, sizes.spendAfter, async (raw, count, piece, spendAfter) => {
      const all = raw.map(named);
      const expected = all.flatMap(({ items }) => items.flatMap(({ value }) => value ?? []));
      for (const direction of ['forward', 'backward'] as const) {
        const start = all.map(({ end }) => (direction === 'forward' ? 0 : end));
        const seen = (await pagesOf(all, direction, start, count, piece, spendAfter)).pages.flat();
        expect([...seen].sort()).toEqual([...expected].sort());
        all.forEach(({ items }, partition) => {
          const own = seen.filter((value) => value.startsWith(`${partition}@`));
          const inOrder = items.flatMap(({ value }) => value ?? []);
          expect(own).toEqual(direction === 'forward' ? inOrder : inOrder.toReversed());
        });
      }
    }),
    { numRuns: 150, seed: 2 },
  );
});

test('turning round at any page gives back exactly what lies behind', async () => {
  await fc.assert(
    fc.asyncProperty(logs, sizes.count, sizes.piece, fc.nat(30), async (raw, count, piece, turn) => {
      const all = raw.map(named);
      const forward = await pagesOf(
        all,
        'forward',
        all.map(() => 0),
        count,
        piece,
        1_000,
      );
      const at = Math.min(turn, forward.cuts.length - 1);
      const back = await pagesOf(all, 'backward', forward.cuts[at] ?? [], count, piece, 1_000);
      expect(back.pages.flat().sort()).toEqual(forward.pages.slice(0, at).flat().sort());
    }),
    { numRuns: 150, seed: 3 },
  );
});

test('with timestamps in order, the merge is by time, then partition', async () => {
  const item = (partition: number, offset: number, timestampMs: number): WalkItem<string> => ({
    offset,
    timestampMs,
    value: `${partition}@${offset}`,
  });
  const all: Log[] = [
    { items: [item(0, 0, 5), item(0, 1, 9)], end: 2 },
    { items: [item(1, 0, 5), item(1, 1, 6)], end: 2 },
  ];
  const order = ['0@0', '1@0', '1@1', '0@1'];
  expect((await pagesOf(all, 'forward', [0, 0], 3, 10, 100)).pages).toEqual([order.slice(0, 3), order.slice(3)]);
  expect((await pagesOf(all, 'backward', [2, 2], 4, 10, 100)).pages[0]).toEqual(order.toReversed());
});

test('a partition that cannot be read is left where it is; the others go on', async () => {
  const walks = [new PartitionWalk<string>(0, 'forward', 3, 9), new PartitionWalk<string>(1, 'forward', 0, 2)];
  const refill = (dry: readonly PartitionWalk<string>[]): Promise<void> => {
    for (const each of dry) {
      if (each.partition === 0) each.blocked = true;
      else each.feed([{ decode: () => [{ offset: 0, timestampMs: 0, value: 'x' }] }], 2);
    }
    return Promise.resolve();
  };
  const { rows } = await walk(walks, refill, { count: 10, isSpent: () => false });
  expect(rows).toEqual([{ partition: 1, value: 'x' }]);
  expect(walks.map(({ position }) => position)).toEqual([3, 2]);
});

test('rows hold so much memory and no more: a batch counts once, and not at all when none of its records is kept', async () => {
  const mebibyte = 1_048_576;
  const one = new PartitionWalk<string>(0, 'forward', 0, 8);
  const batch = (offset: number, heldBytes: number, matches = true): WalkBatch<string> => ({
    heldBytes,
    decode: () =>
      [0, 1].map((delta) => ({ offset: offset + delta, timestampMs: 0, value: matches ? String(offset + delta) : undefined })),
  });
  one.feed([batch(0, 40 * mebibyte), batch(2, 1_000 * mebibyte, false), batch(4, 40 * mebibyte), batch(6, 40 * mebibyte)], 8);
  const limits = { count: 10, isSpent: () => false };
  const first = await walk([one], () => Promise.resolve(), limits);
  expect(first).toMatchObject({ isFull: true, budgetSpent: false, scanned: 5 });
  expect(first.rows.map(({ value }) => value)).toEqual(['0', '1', '4']);
  const second = await walk([one], () => Promise.resolve(), limits);
  expect(second).toMatchObject({ isFull: false });
  expect(second.rows.map(({ value }) => value)).toEqual(['5', '6', '7']);
});

import { expect, test } from 'vitest';
import { TailStore, type TailRecord } from './tail-store';

const record = (partition: number, offset: number): TailRecord => ({ partition, offset: String(offset) });
const run = (partition: number, from: number, count: number) =>
  Array.from({ length: count }, (_, index) => record(partition, from + index));

function rows(store: TailStore<TailRecord>): string[] {
  return Array.from({ length: store.getSnapshot().length }, (_, index) => {
    const row = store.row(index);
    if (row === undefined) return '?';
    return row.kind === 'record'
      ? `${row.record.partition}:${row.record.offset}`
      : `gap ${row.gap.reason} ${row.gap.countAtMost}`;
  });
}

test('newest on top, bounded, and what fell out is counted', () => {
  const store = new TailStore<TailRecord>(3);
  store.append('a', run(0, 10, 5));
  expect(rows(store)).toEqual(['0:14', '0:13', '0:12']);
  expect(store.getSnapshot()).toMatchObject({ receivedCount: 5, forgottenCount: 2 });
});

test('a record that came before a reconnect is not shown twice', () => {
  const store = new TailStore<TailRecord>();
  store.append('a', [record(0, 1), record(1, 7)]);
  store.append('a', [record(0, 1), record(0, 2), record(1, 7), record(1, 8)]);
  expect(rows(store)).toEqual(['1:8', '0:2', '1:7', '0:1']);
  expect(store.getSnapshot().receivedCount).toBe(4);
});

test('pausing freezes the rows, keeps counting, and loses nothing on resume', () => {
  const store = new TailStore<TailRecord>(10);
  store.append('a', run(0, 0, 2));
  store.pause();
  store.append('a', run(0, 2, 3));
  expect(rows(store)).toEqual(['0:1', '0:0']);
  expect(store.getSnapshot()).toMatchObject({ isPaused: true, pendingCount: 3 });
  store.resume();
  expect(rows(store)).toEqual(['0:4', '0:3', '0:2', '0:1', '0:0']);
  expect(store.getSnapshot()).toMatchObject({ isPaused: false, pendingCount: 0, receivedCount: 5 });
});

test('a pause longer than the buffer leaves a gap that says exactly what was let go, and can be filled', () => {
  const store = new TailStore<TailRecord>(4);
  store.append('a', run(0, 0, 1));
  store.pause();
  store.append('a', [...run(0, 1, 3), ...run(1, 0, 3)]);
  store.resume();
  expect(rows(store)).toEqual(['1:2', '1:1', 'gap paused 4', '0:0']);
  expect(store.getSnapshot()).toMatchObject({ receivedCount: 7, forgottenCount: 0 });
  store.fillGap(0, [...run(0, 1, 3), ...run(1, 0, 1)], undefined);
  expect(rows(store)).toEqual(['1:2', '1:1', '1:0', '0:3']);
  expect(store.getSnapshot()).toMatchObject({ receivedCount: 7, forgottenCount: 3 });
});

test('a gap is a row, moves the cursor, and can be filled in its place', () => {
  const store = new TailStore<TailRecord>();
  store.append('a', run(0, 0, 1));
  store.appendGap('a', { reason: 'slow', ranges: [{ partition: 0, from: '1', to: '4' }], countAtMost: 3 });
  store.append('a', [record(0, 2), record(0, 4)]);
  expect(rows(store)).toEqual(['0:4', 'gap slow 3', '0:0']);
  store.fillGap(0, run(0, 1, 2), { reason: 'slow', ranges: [{ partition: 0, from: '3', to: '4' }], countAtMost: 1 });
  expect(rows(store)).toEqual(['0:4', 'gap slow 1', '0:2', '0:1', '0:0']);
  store.fillGap(0, run(0, 3, 1), undefined);
  expect(rows(store)).toEqual(['0:4', '0:3', '0:2', '0:1', '0:0']);
  expect(store.getSnapshot().receivedCount).toBe(5);
});

test('shown, forgotten and gaps add up to what was produced, whatever happens', () => {
  const store = new TailStore<TailRecord>(50);
  let produced = 0;
  for (let round = 0; round < 40; round++) {
    if (round % 7 === 3) store.pause();
    if (round % 7 === 6) store.resume();
    store.append('a', run(0, produced, 13));
    produced += 13;
  }
  store.resume();
  const all = rows(store);
  const shown = all.filter((row) => !row.startsWith('gap')).length;
  const inGaps = all.reduce((sum, row) => sum + Number(/^gap paused (\d+)/.exec(row)?.[1] ?? 0), 0);
  expect(all[0]).toBe(`0:${produced - 1}`);
  expect(shown + inGaps + store.getSnapshot().forgottenCount).toBe(produced);
});

test('each topic has offsets, a cursor and gaps of its own, in one order of arrival', () => {
  const store = new TailStore<TailRecord>(4);
  store.startAt('a', { topicId: 'id of a', next: { 0: '0' } });
  store.startAt('b', { topicId: 'id of b', next: { 0: '7' } });
  store.append('a', run(0, 0, 1));
  store.append('b', run(0, 0, 1));
  store.append('a', run(0, 0, 1));
  store.advance('a', { 0: '1' });
  expect(store.cursorOf('a')).toEqual({ topicId: 'id of a', next: { 0: '1' } });
  expect(store.cursorOf('b')).toEqual({ topicId: 'id of b', next: { 0: '7' } });
  expect([store.row(1)?.topic, store.row(0)?.topic]).toEqual(['a', 'b']);
  expect(store.getSnapshot().length).toBe(2);

  store.pause();
  store.append('a', run(0, 1, 3));
  store.append('b', run(0, 1, 3));
  store.resume();
  expect(rows(store)).toEqual(['0:3', '0:2', 'gap paused 1', 'gap paused 3']);
  expect([3, 2].map((index) => store.row(index)?.topic)).toEqual(['a', 'b']);
});

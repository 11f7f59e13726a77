import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { keptList } from './kept-list';

class FakeStorage {
  readonly texts = new Map<string, string>();
  charactersMax = Number.POSITIVE_INFINITY;

  getItem(name: string): string | null {
    return this.texts.get(name) ?? null;
  }

  setItem(name: string, text: string): void {
    if (text.length > this.charactersMax) throw new DOMException('full', 'QuotaExceededError');
    this.texts.set(name, text);
  }
}

let storage: FakeStorage;

beforeEach(() => {
  storage = new FakeStorage();
  vi.stubGlobal('localStorage', storage);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const listOf = () => keptList({ name: 'list', item: z.object({ n: z.int() }), itemsMax: 5, charactersMax: 60 });

test('what is kept comes back, newest first, and the oldest go when there are too many', () => {
  const list = listOf();
  for (let n = 0; n < 8; n += 1) list.update((items) => [{ n }, ...items]);
  expect(list.get().map(({ n }) => n)).toEqual([7, 6, 5, 4, 3]);
  expect(listOf().get()).toEqual(list.get());
});

test('another tab’s items are not lost to a change of this one', () => {
  const [here, there] = [listOf(), listOf()];
  here.update((items) => [{ n: 1 }, ...items]);
  there.update((items) => [{ n: 2 }, ...items]);
  here.update((items) => [{ n: 3 }, ...items]);
  expect(here.get().map(({ n }) => n)).toEqual([3, 2, 1]);
});

test('without room the oldest go first, and at last all', () => {
  const list = listOf();
  storage.charactersMax = 20;
  list.update(() => [{ n: 3 }, { n: 2 }, { n: 1 }]);
  expect(list.get()).toEqual([{ n: 3 }, { n: 2 }]);
  storage.charactersMax = 2;
  list.update((items) => items);
  expect(list.get()).toEqual([]);
});

test('what is no list, or no item, is passed over', () => {
  storage.texts.set('list', '{"n":1}');
  expect(listOf().get()).toEqual([]);
  storage.texts.set('list', '[{"n":1},{"m":2},7,{"n":3}]');
  expect(listOf().get()).toEqual([{ n: 1 }, { n: 3 }]);
  storage.texts.set('list', '[{"n":');
  expect(listOf().get()).toEqual([]);
});

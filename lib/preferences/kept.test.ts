import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { Kept } from './kept';

const texts = new Map<string, string>();
let isFull = false;

beforeEach(() => {
  texts.clear();
  isFull = false;
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => texts.get(name) ?? null,
    setItem: (name: string, text: string) => {
      if (isFull) throw new DOMException('full', 'QuotaExceededError');
      texts.set(name, text);
    },
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const numbers = () => new Kept<readonly number[]>({ name: 'numbers', byDefault: [1], schema: z.array(z.number()) });

test('without anything kept the default counts, and a change survives the page', () => {
  expect(numbers().get()).toEqual([1]);
  numbers().update((list) => [...list, 2]);
  expect(numbers().get()).toEqual([1, 2]);
});

test('what is not of this shape is the default', () => {
  for (const text of ['', '{', '{"a":1}', '["1"]', 'null']) {
    texts.set('numbers', text);
    expect(numbers().get()).toEqual([1]);
  }
});

test('the value is the same object until it changes, and whoever listens is told, also of another tab', () => {
  const [here, there] = [numbers(), numbers()];
  let told = 0;
  const stop = here.subscribe(() => (told += 1));
  expect(here.get()).toBe(here.get());
  here.update((list) => [...list, 2]);
  expect(told).toBe(1);
  const before = here.get();
  there.update((list) => [...list, 3]);
  window.dispatchEvent(new Event('storage'));
  expect(told).toBe(2);
  expect(here.get()).not.toBe(before);
  expect(here.get()).toEqual([1, 2, 3]);
  stop();
  here.update(() => []);
  window.dispatchEvent(new Event('storage'));
  expect(told).toBe(2);
});

test('a browser that keeps nothing has it as long as the page', () => {
  const kept = numbers();
  isFull = true;
  kept.update(() => [5]);
  kept.update((list) => [...list, 6]);
  expect(kept.get()).toEqual([5, 6]);
  expect(texts.size).toBe(0);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Ring } from './ring';

test('a ring keeps the newest items in order, whatever is pushed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.array(fc.integer(), { maxLength: 40 }), (capacity, items) => {
      const ring = new Ring<number>(capacity);
      const dropped: number[] = [];
      for (const item of items) {
        const out = ring.push(item);
        if (out !== undefined) dropped.push(out);
      }
      const kept = items.slice(-capacity);
      expect([...ring.oldestFirst()]).toEqual(kept);
      expect(Array.from({ length: ring.length }, (_, index) => ring.newest(index))).toEqual([...kept].reverse());
      expect([...dropped, ...kept]).toEqual(items);
    }),
  );
});

test('outside its length a ring has nothing, and a cleared one starts again', () => {
  const ring = new Ring<string>(2);
  ring.push('a');
  expect(ring.newest(1)).toBeUndefined();
  expect(ring.newest(-1)).toBeUndefined();
  ring.clear();
  ring.push('b');
  expect([...ring.oldestFirst()]).toEqual(['b']);
});

import { assert, property, array, tuple, string, option, integer } from 'fast-check';
import { expect, test } from 'vitest';
import { PersistentMap } from './persistent-map';

test('it is a Map after any series of edits, and earlier maps keep what they had', () => {
  const edit = tuple(string({ maxLength: 2 }), option(integer(), { nil: undefined }));
  assert(
    property(array(array(edit, { maxLength: 8 }), { maxLength: 12 }), (rounds) => {
      const model = new Map<string, number>();
      let map = PersistentMap.empty<string, number>();
      const history: [PersistentMap<string, number>, Map<string, number>][] = [];
      for (const round of rounds) {
        for (const [key, value] of round) {
          if (value === undefined) model.delete(key);
          else model.set(key, value);
        }
        map = map.with(new Map(round));
        history.push([map, new Map(model)]);
      }
      for (const [seen, wanted] of history) {
        expect(new Map(seen)).toEqual(wanted);
        expect(seen.size).toBe(wanted.size);
        for (const key of wanted.keys()) expect(seen.get(key)).toBe(wanted.get(key));
      }
    }),
  );
});

test('no change gives the same map', () => {
  const map = PersistentMap.empty<number, string>().with(
    new Map([
      [-3, 'a'],
      [5, 'b'],
    ]),
  );
  expect(map.with(new Map())).toBe(map);
  expect(map.has(-3)).toBe(true);
  expect(map.has(4)).toBe(false);
  expect([...map.keys()].sort()).toEqual([-3, 5]);
  const seen: string[] = [];
  map.forEach((value) => seen.push(value));
  expect(seen.sort()).toEqual(['a', 'b']);
});

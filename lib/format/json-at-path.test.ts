import { expect, test } from 'vitest';
import { jsonAtPath } from './json-at-path';

const order = '{"id":7,"customer":{"country":"NL","tags":[]},"lines":[{"sku":"A-1","n":2},{"sku":"B\\"2"}],"note":null}';

const texts = (json: string, path: string) => jsonAtPath(json, path.split('.'), 10).found.map(({ text }) => text);

test.each([
  ['id', ['7']],
  ['customer.country', ['"NL"']],
  ['customer', ['{"country":"NL","tags":[]}']],
  ['lines.0.sku', ['"A-1"']],
  ['lines.1.sku', [String.raw`"B\"2"`]],
  ['lines.sku', ['"A-1"', String.raw`"B\"2"`]],
  ['lines.1.n', []],
  ['lines.2.sku', []],
  ['note', ['null']],
  ['note.deeper', []],
  ['id.deeper', []],
  ['customer.tags', ['[]']],
  ['customer.tags.0', []],
  ['absent', []],
])('%s of an order', (path, found) => {
  expect(texts(order, path)).toEqual(found);
  expect(jsonAtPath(order, path.split('.'), 10).isPartial).toBe(false);
});

test('digits stay as they are written, names may be escaped, and of a name that comes twice the last counts', () => {
  expect(texts('{"n":12345678901234567890.10}', 'n')).toEqual(['12345678901234567890.10']);
  expect(texts(String.raw`{"\u006e": 1}`, 'n')).toEqual(['1']);
  expect(texts('{"a":{"b":1},"a":{"b":2},"c":3}', 'a.b')).toEqual(['2']);
  expect(texts('{"a":{"b":1},"a":5}', 'a.b')).toEqual([]);
  expect(texts(' [ [1] , [ 2 , 3 ] ] ', '1.1')).toEqual(['3']);
});

test('a hostile path finds only what is written', () => {
  for (const path of ['__proto__', 'constructor.name', 'toString', 'hasOwnProperty', 'length', '0'])
    expect(texts('{}', path)).toEqual([]);
  expect(texts('{"__proto__":{"polluted":1}}', '__proto__.polluted')).toEqual(['1']);
  expect(texts('"text"', 'length')).toEqual([]);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test('what is no JSON has nothing, and is not taken for a part of some', () => {
  for (const text of ['', ' ', 'plain text', 'NaN', '12', 'true', '"a', '{a:1}', '\u0000', ']', ':,'])
    expect(jsonAtPath(text, ['a'], 10)).toEqual({ found: [], isPartial: false });
});

test('of a text that is cut, what is there is found, and it says what may be missing', () => {
  const cut = '{"a":1,"b":{"c":"lon';
  expect(jsonAtPath(cut, ['a'], 10)).toEqual({ found: [{ text: '1', isCut: false }], isPartial: true });
  expect(jsonAtPath(cut, ['b', 'c'], 10)).toEqual({ found: [{ text: '"lon', isCut: true }], isPartial: true });
  expect(jsonAtPath(cut, ['z'], 10)).toEqual({ found: [], isPartial: true });
  for (let at = 0; at <= order.length; at += 1) {
    const { found, isPartial } = jsonAtPath(order.slice(0, at), ['lines', '1', 'sku'], 10);
    if (found.length > 0 && found[0]?.isCut === false) expect(found[0].text).toBe(String.raw`"B\"2"`);
    if (at === order.length) expect(isPartial).toBe(false);
  }
});

test('only so many places are read', () => {
  const list = JSON.stringify({ rows: Array.from({ length: 100 }, (_, n) => ({ n })) });
  const { found, isPartial } = jsonAtPath(list, ['rows', 'n'], 3);
  expect(found.map(({ text }) => text)).toEqual(['0', '1', '2']);
  expect(isPartial).toBe(true);
});

test('depth costs neither the stack nor more than one walk', () => {
  const depth = 200_000;
  const nested = `${'['.repeat(depth)}{"a":1}${']'.repeat(depth)}`;
  expect(jsonAtPath(nested, ['a'], 10).found).toEqual([{ text: '1', isCut: false }]);
  expect(jsonAtPath('{"a":'.repeat(depth), ['b'], 10)).toEqual({ found: [], isPartial: true });
  expect(
    jsonAtPath(
      '{"a":'.repeat(depth),
      Array.from({ length: depth }, () => 'a'),
      10,
    ).found,
  ).toEqual([]);
}, 2_000);

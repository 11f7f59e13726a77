import { expect, test } from 'vitest';
import { parseExactJson } from './exact-json';

test('numbers keep all their digits, and the rest is what JSON.parse gives', () => {
  const text = '{"id": 90071992547409931, "l":[1, -12345678901234567890, 1.5e3],"s":"1234567890123456789","o":{},"n":null}';
  expect(parseExactJson(text)).toEqual({
    id: 90071992547409931n,
    l: [1, -12345678901234567890n, 1500],
    s: '1234567890123456789',
    o: {},
    n: null,
  });
  expect(parseExactJson('{"a":[1,2]}')).toEqual({ a: [1, 2] });
});

test('what is no JSON is refused, and a deep document is no trap', () => {
  expect(() => parseExactJson('{"a":12345678901234567,}')).toThrow(SyntaxError);
  const deep = `${'['.repeat(3_000)}12345678901234567890${']'.repeat(3_000)}`;
  expect(Array.isArray(parseExactJson(deep))).toBe(true);
});

import { expect, test } from 'vitest';
import { formatTopicsSearch, parseTopicsSearch } from './search-params';

test('a state and its address are the same thing', () => {
  const search = '?q=orders+%26+co&internal=1&sort=-messages&page=3&new=1';
  const parsed = parseTopicsSearch(new URLSearchParams(search));
  expect(parsed).toEqual({
    query: { q: 'orders & co', internal: true, sort: '-messages', page: 3, pageSize: 50 },
    creating: true,
  });
  expect(formatTopicsSearch(parsed)).toBe(search);
});

test('the defaults leave the address empty, and nonsense is the default', () => {
  const parsed = parseTopicsSearch(new URLSearchParams('sort=colour&page=-2&internal=maybe'));
  expect(formatTopicsSearch(parsed)).toBe('');
  expect(parsed.query.sort).toBe('name');
});

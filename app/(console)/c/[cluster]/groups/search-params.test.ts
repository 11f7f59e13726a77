import { expect, test } from 'vitest';
import { formatGroupsSearch, parseGroupsSearch } from './search-params';

test('a state and its address are the same thing', () => {
  const parsed = parseGroupsSearch(new URLSearchParams('?q=billing&page=2'));
  expect(parsed).toEqual({ q: 'billing', page: 2, pageSize: 50 });
  expect(formatGroupsSearch(parsed)).toBe('?q=billing&page=2');
  expect(formatGroupsSearch(parseGroupsSearch(new URLSearchParams('page=x')))).toBe('');
});

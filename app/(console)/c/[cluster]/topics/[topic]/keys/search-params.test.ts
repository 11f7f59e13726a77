import { expect, test } from 'vitest';
import { formatKeysSearch, parseKeysSearch } from './search-params';

test.each([
  { key: null, isAll: false },
  { key: '', isAll: false },
  { key: 'a&b=c #1', isAll: true },
])('the search $key is in the address', (search) => {
  expect(parseKeysSearch(new URLSearchParams(formatKeysSearch(search)))).toEqual(search);
});

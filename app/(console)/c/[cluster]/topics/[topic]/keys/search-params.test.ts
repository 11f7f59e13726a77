import { expect, test } from 'vitest';
import { formatKeysSearch, parseKeysSearch } from './search-params';

test.each([
  { view: 'one', key: null, isAll: false },
  { view: 'one', key: '', isAll: false },
  { view: 'one', key: 'a&b=c #1', isAll: true },
  { view: 'latest', contains: '' },
  { view: 'latest', contains: 'a&b' },
] as const)('the search $view $key $contains is in the address', (search) => {
  expect(parseKeysSearch(new URLSearchParams(formatKeysSearch(search)))).toEqual(search);
});

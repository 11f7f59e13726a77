import { expect, test } from 'vitest';
import { formatPartitionsSearch, parsePartitionsSearch } from './search-params';

const round = (query: string) => formatPartitionsSearch(parsePartitionsSearch(new URLSearchParams(query)));

test.each(['', '?view=broker', '?sort=-high', '?view=broker&sort=count', '?sort=-partition'])(
  '%s survives being read and written',
  (query) => {
    expect(round(query)).toBe(query);
  },
);

test('what is not understood is left out', () => {
  expect(round('?view=map&sort=-colour')).toBe('');
});

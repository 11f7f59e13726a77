import { expect, test } from 'vitest';
import { formatTailSearch, parseTailSearch } from './search-params';

const parse = (query: string) => parseTailSearch(new URLSearchParams(query));

test.each(['', '?topics=orders', '?topics=orders.placed,payments_1&q=a+b%26c&cs=1'])(
  '%s survives being read and written',
  (query) => {
    expect(formatTailSearch(parse(query))).toBe(query);
  },
);

test('a topic counts once, nothing is no topic, and those beyond the limit are counted', () => {
  expect(parse('?topics=a,,b, a,b').topics).toEqual(['a', 'b']);
  const many = parse('?topics=a,b,c,d,e,f,g,h,i,j');
  expect(many.topics).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
  expect(many.leftOutCount).toBe(2);
});

import { expect, test } from 'vitest';
import { apiFrom } from '@/components/messages/messages-search';
import { formatMessagesSearch, parseMessagesSearch } from './search-params';

const parse = (query: string) => parseMessagesSearch(new URLSearchParams(query));

test('a bare address is the live tail of everything, and is written as nothing', () => {
  expect(parse('')).toEqual({
    from: { kind: 'live' },
    until: null,
    partitions: null,
    isCommitted: false,
    q: '',
    isCaseSensitive: false,
    f: '',
    keyFormat: null,
    valueFormat: null,
    n: 100,
    cursor: null,
    open: null,
    compare: null,
  });
  expect(formatMessagesSearch(parse(''))).toBe('');
});

test.each([
  '?from=newest',
  '?from=oldest&n=500',
  '?from=o:120&p=3',
  '?from=o:0@120,3@88',
  '?from=t:2026-11-22T14:02:51.000Z&p=0-2,5&q=a+b%26c',
  '?from=t:1700000000000&cursor=abc',
  '?open=3:213871&compare=0:12',
  '?from=oldest&kd=int64&vd=messagepack',
  '?from=g:billing.eu&to=o:0@9,1@8&isolation=read_committed',
  '?from=newest&to=t:2026-11-22T14:02:51.000Z&q=NL&cs=1&f=value.a+%3D%3D+%22x%22',
])('%s survives being read and written', (query) => {
  expect(formatMessagesSearch(parse(query))).toBe(query);
});

test('what is not understood is left out', () => {
  expect(formatMessagesSearch(parse('?from=o:-1&p=x&n=5000&open=3&compare=x:1&kd=avro&vd='))).toBe('');
  expect(formatMessagesSearch(parse('?from=t:yesterday&p=5-2'))).toBe('');
  expect(formatMessagesSearch(parse('?from=t:2026-11-22T14:02:51+01:00'))).toBe('');
});

test('one offset is asked of every partition that is read', () => {
  expect(apiFrom({ kind: 'offset', at: '7' }, null, 3)).toBe('o:0@7,1@7,2@7');
  expect(apiFrom({ kind: 'offset', at: '7' }, [2], 3)).toBe('o:7');
  expect(apiFrom({ kind: 'offset', at: '0@7,1@9' }, null, 3)).toBe('o:0@7,1@9');
});

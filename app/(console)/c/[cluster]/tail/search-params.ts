import { tailTopicsMax, type TailSearch } from '@/components/messages/several/tail-search';

/** The URL of the tail of several topics: ?topics=a,b&q=&cs=. No topic has a comma in its name. */
export function parseTailSearch(params: URLSearchParams): TailSearch {
  const named = [...new Set((params.get('topics') ?? '').split(',').map((name) => name.trim()))].filter((name) => name !== '');
  return {
    topics: named.slice(0, tailTopicsMax),
    leftOutCount: Math.max(0, named.length - tailTopicsMax),
    q: params.get('q') ?? '',
    isCaseSensitive: params.get('cs') === '1',
  };
}

export function formatTailSearch({ topics, q, isCaseSensitive }: TailSearch): string {
  const params = new URLSearchParams();
  if (topics.length > 0) params.set('topics', topics.join(','));
  if (q !== '') params.set('q', q);
  if (isCaseSensitive) params.set('cs', '1');
  return params.size === 0 ? '' : `?${params.toString().replaceAll('%2C', ',')}`;
}

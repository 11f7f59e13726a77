import { topicListQuery, type TopicListQuery } from '@/lib/contracts/topic';

export interface TopicsSearch {
  readonly query: TopicListQuery;
  /** `new=1`: the create dialog is open. */
  readonly creating: boolean;
}

const pageSize = 50;

/** What the address says; what it cannot mean is left at its default. */
export function parseTopicsSearch(params: URLSearchParams): TopicsSearch {
  const sort = topicListQuery.safeParse({ sort: params.get('sort') ?? 'name' });
  const page = Number(params.get('page') ?? 1);
  return {
    query: {
      q: params.get('q') ?? '',
      internal: params.get('internal') === '1',
      sort: sort.success ? sort.data.sort : 'name',
      page: Number.isSafeInteger(page) && page >= 1 ? page : 1,
      pageSize,
    },
    creating: params.get('new') === '1',
  };
}

/** The address of a state, with only what differs from the defaults. */
export function formatTopicsSearch({ query, creating }: TopicsSearch): string {
  const params = new URLSearchParams();
  if (query.q !== '') params.set('q', query.q);
  if (query.internal) params.set('internal', '1');
  if (query.sort !== 'name') params.set('sort', query.sort);
  if (query.page !== 1) params.set('page', String(query.page));
  if (creating) params.set('new', '1');
  return params.size === 0 ? '' : `?${params.toString()}`;
}

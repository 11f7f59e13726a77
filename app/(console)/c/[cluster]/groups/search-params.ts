import type { GroupListQuery } from '@/lib/contracts/group';

const pageSize = 50;

export function parseGroupsSearch(params: URLSearchParams): GroupListQuery {
  const page = Number(params.get('page') ?? 1);
  return { q: params.get('q') ?? '', page: Number.isSafeInteger(page) && page >= 1 ? page : 1, pageSize };
}

export function formatGroupsSearch(query: GroupListQuery): string {
  const params = new URLSearchParams();
  if (query.q !== '') params.set('q', query.q);
  if (query.page !== 1) params.set('page', String(query.page));
  return params.size === 0 ? '' : `?${params.toString()}`;
}

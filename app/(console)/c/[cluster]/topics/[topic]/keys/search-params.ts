import type { KeysSearch } from '@/components/keys/keys-search';

/** `?key=` is searched, also when it is empty; `all=1` in every partition. `?latest=` lists keys that have the text in them. */
export function parseKeysSearch(params: URLSearchParams): KeysSearch {
  const contains = params.get('latest');
  if (contains !== null) return { view: 'latest', contains };
  return { view: 'one', key: params.get('key'), isAll: params.get('all') === '1' };
}

export function formatKeysSearch(search: KeysSearch): string {
  if (search.view === 'latest') return `?${new URLSearchParams({ latest: search.contains }).toString()}`;
  const { key, isAll } = search;
  if (key === null) return '';
  return `?${new URLSearchParams({ key, ...(isAll ? { all: '1' } : {}) }).toString()}`;
}

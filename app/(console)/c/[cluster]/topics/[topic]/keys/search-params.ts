/** `?key=` is searched, also when it is empty; `all=1` in every partition. */
export interface KeysSearch {
  readonly key: string | null;
  readonly isAll: boolean;
}

export function parseKeysSearch(params: URLSearchParams): KeysSearch {
  return { key: params.get('key'), isAll: params.get('all') === '1' };
}

export function formatKeysSearch({ key, isAll }: KeysSearch): string {
  if (key === null) return '';
  return `?${new URLSearchParams({ key, ...(isAll ? { all: '1' } : {}) }).toString()}`;
}

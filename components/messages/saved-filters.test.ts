import { expect, test } from 'vitest';
import { noFilters, withoutSaved, withRecent, withSaved, type FilterText } from './saved-filters';

const filter = (q: string, f = ''): FilterText => ({ q, f, isCaseSensitive: false });

test('recent filters come newest first, each once, and typing leaves one behind', () => {
  const typed = ['r', 're', 'refund', '', 'NL', 'refund'].reduce((all, q) => withRecent(all, filter(q)), noFilters);
  expect(typed.recent.map(({ q }) => q)).toEqual(['refund', 'NL']);
  expect(withRecent(typed, filter('', 'key == "a"')).recent).toHaveLength(3);
});

test('a saved filter has a name, and keeping another under it replaces it', () => {
  const saved = withSaved(withSaved(withSaved(noFilters, 'b', filter('1')), 'a', filter('2')), 'b', filter('3'));
  expect(saved.saved.map(({ name, q }) => `${name}=${q}`)).toEqual(['a=2', 'b=3']);
  expect(withoutSaved(saved, 'a').saved).toHaveLength(1);
});

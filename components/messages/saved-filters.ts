import * as z from 'zod/mini';
import { Kept } from '@/lib/preferences/kept';

const filterText = z.object({ q: z.string(), isCaseSensitive: z.boolean(), f: z.string() });
const savedFilters = z.object({
  saved: z.array(z.extend(filterText, { name: z.string() })),
  recent: z.array(filterText),
});

export type FilterText = z.infer<typeof filterText>;
export type SavedFilters = z.infer<typeof savedFilters>;

export const noFilters: SavedFilters = { saved: [], recent: [] };
const recentMax = 12;

/** For all topics of all clusters: the same question is asked of many. */
export const keptFilters = new Kept<SavedFilters>({ name: 'ottla-message-filters', byDefault: noFilters, schema: savedFilters });

export function sameFilter(a: FilterText, b: FilterText): boolean {
  return a.q === b.q && a.f === b.f && a.isCaseSensitive === b.isCaseSensitive;
}

export function isEmptyFilter({ q, f }: FilterText): boolean {
  return q === '' && f === '';
}

/** The newest first, each once. A filter that grew out of the last one while it was typed takes its place. */
export function withRecent(filters: SavedFilters, used: FilterText): SavedFilters {
  if (isEmptyFilter(used)) return filters;
  const [last] = filters.recent;
  const grew = last !== undefined && last.f === used.f && last.q !== '' && used.q.startsWith(last.q);
  const others = filters.recent.slice(grew ? 1 : 0).filter((other) => !sameFilter(other, used));
  return { ...filters, recent: [used, ...others].slice(0, recentMax) };
}

export function withSaved(filters: SavedFilters, name: string, { q, isCaseSensitive, f }: FilterText): SavedFilters {
  const others = filters.saved.filter((other) => other.name !== name);
  return { ...filters, saved: [...others, { name, q, isCaseSensitive, f }].sort((a, b) => a.name.localeCompare(b.name)) };
}

export function withoutSaved(filters: SavedFilters, name: string): SavedFilters {
  return { ...filters, saved: filters.saved.filter((other) => other.name !== name) };
}

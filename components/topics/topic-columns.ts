'use client';
import { useSyncExternalStore } from 'react';

/** Columns of the topic list that can be left out; the name and the menu always stay. */
export const topicColumns = ['partitions', 'replicas', 'messages', 'rate', 'plot', 'size', 'last', 'policy'] as const;

export type OptionalColumn = (typeof topicColumns)[number];

const storageKey = 'ottla-topic-columns';
const byDefault: ReadonlySet<OptionalColumn> = new Set(topicColumns.filter((column) => column !== 'policy'));
const listeners = new Set<() => void>();
let known: { readonly text: string | null; readonly columns: ReadonlySet<OptionalColumn> } = { text: null, columns: byDefault };

/** What was chosen, as it is kept; columns this version does not know are left out. */
export function columnsFrom(text: string | null): ReadonlySet<OptionalColumn> {
  if (text === null) return byDefault;
  const names = text.split(',');
  return new Set(topicColumns.filter((column) => names.includes(column)));
}

function read(): ReadonlySet<OptionalColumn> {
  const text = window.localStorage.getItem(storageKey);
  if (text !== known.text) known = { text, columns: columnsFrom(text) };
  return known.columns;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

function toggle(column: OptionalColumn): void {
  const chosen = new Set(read());
  if (!chosen.delete(column)) chosen.add(column);
  window.localStorage.setItem(storageKey, topicColumns.filter((each) => chosen.has(each)).join(','));
  for (const listener of listeners) listener();
}

/** The columns that are shown: a choice of this browser, the same in all its tabs. */
export function useTopicColumns(): readonly [ReadonlySet<OptionalColumn>, (column: OptionalColumn) => void] {
  return [useSyncExternalStore(subscribe, read, () => byDefault), toggle];
}

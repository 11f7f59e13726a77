'use client';
import { useSyncExternalStore } from 'react';
import { noFilters, parseSavedFilters, type SavedFilters } from './saved-filters';

/** For all topics of all clusters: the same question is asked of many. */
const storageKey = 'ottla-message-filters';
const listeners = new Set<() => void>();
let known: { readonly text: string | null; readonly filters: SavedFilters } = { text: null, filters: noFilters };

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

function snapshot(): SavedFilters {
  const text = localStorage.getItem(storageKey);
  if (text !== known.text) known = { text, filters: parseSavedFilters(text) };
  return known.filters;
}

/** Changes what is kept in this browser; every tab sees it. */
export function changeSavedFilters(change: (filters: SavedFilters) => SavedFilters): void {
  localStorage.setItem(storageKey, JSON.stringify(change(snapshot())));
  for (const listener of listeners) listener();
}

export function useSavedFilters(): SavedFilters {
  return useSyncExternalStore(subscribe, snapshot, () => noFilters);
}

'use client';
import { useSyncExternalStore } from 'react';
import type { KeptList } from './kept-list';

const none: readonly never[] = [];

export function useKeptList<Item>(list: KeptList<Item>): readonly Item[] {
  return useSyncExternalStore(list.subscribe, list.get, () => none);
}

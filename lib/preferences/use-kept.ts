'use client';
import { useSyncExternalStore } from 'react';
import type { Kept } from './kept';

/** What is kept in this browser, as it changes; the default on the server. */
export function useKept<Value>(kept: Kept<Value>): Value {
  return useSyncExternalStore(kept.subscribe, kept.get, () => kept.byDefault);
}

'use client';
import { keyHistory, latestKeys, type KeyHistory, type LatestKeys } from '@/lib/contracts/keys';
import { apiPath } from '../fetch-json';
import { useProgress, type Progress } from '../stream/use-progress';

interface Wanted {
  readonly cluster: string;
  readonly topic: string;
  /** Another number searches anew. */
  readonly round: number;
}

/** Every record of a key. */
export function useKeyHistory(wanted: Wanted & { readonly key: string; readonly isAll: boolean }): Progress<KeyHistory> {
  const { cluster, topic, key, isAll, round } = wanted;
  const path = apiPath(['clusters', cluster, 'topics', topic, 'keys'], { key, all: isAll ? '1' : undefined });
  return useProgress(path, keyHistory, round);
}

/** The latest record of every key. */
export function useLatestKeys(wanted: Wanted & { readonly contains: string }): Progress<LatestKeys> {
  const { cluster, topic, contains, round } = wanted;
  const query = { contains: contains === '' ? undefined : contains };
  return useProgress(apiPath(['clusters', cluster, 'topics', topic, 'keys', 'latest'], query), latestKeys, round);
}

'use client';
import { useEffect, useState } from 'react';
import { keyHistory, type KeyHistory } from '@/lib/contracts/keys';
import { ApiError } from '../api-error';
import { apiPath } from '../fetch-json';
import { readProgress } from '../stream/read-progress';

export interface KeySearch {
  readonly phase: 'running' | 'complete' | 'failed';
  readonly found: KeyHistory | undefined;
  readonly error: ApiError | undefined;
}

const begun: KeySearch = { phase: 'running', found: undefined, error: undefined };

interface Wanted {
  readonly cluster: string;
  readonly topic: string;
  readonly key: string;
  readonly isAll: boolean;
  /** Another number searches anew. */
  readonly round: number;
}

/** Searches for a key for as long as the page is there and wants it. */
export function useKeyHistory({ cluster, topic, key, isAll, round }: Wanted): KeySearch {
  const wanted = JSON.stringify([cluster, topic, key, isAll, round]);
  const [search, setSearch] = useState({ of: wanted, ...begun });
  useEffect(() => {
    const abort = new AbortController();
    const tell = (change: Partial<KeySearch>) => {
      if (!abort.signal.aborted) setSearch((last) => ({ ...(last.of === wanted ? last : begun), ...change, of: wanted }));
    };
    const path = apiPath(['clusters', cluster, 'topics', topic, 'keys'], { key, all: isAll ? '1' : undefined });
    readProgress(path, keyHistory, (found) => tell({ found }), abort.signal).then(
      (phase) => tell({ phase }),
      (error: unknown) => tell({ phase: 'failed', error: ApiError.from(error) }),
    );
    return () => abort.abort();
  }, [cluster, topic, key, isAll, wanted]);
  return search.of === wanted ? search : begun;
}

'use client';
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { RecordsPage, RecordsQuery } from '@/lib/contracts/record';
import { recordKeys } from '@/lib/queries/records/record-queries';
import { searchStream } from '@/lib/queries/records/search-stream';
import { staleMsSettled } from '@/lib/queries/stale-times';
import { scanOf, type Scan } from './use-scan';

type State = { readonly kind: 'running' } | { readonly kind: 'stopped' } | { readonly kind: 'failed'; readonly error: Error };

const none: readonly RecordsPage[] = [];

/**
 * A page of a search, shown as it is found. What was found is kept with the other queries, so that whoever comes back finds it;
 * stopped or broken off, it goes on from where it was.
 */
export function useSearch(cluster: string, topic: string, query: RecordsQuery): Scan {
  const queryClient = useQueryClient();
  const queryKey = [...recordKeys.page(cluster, topic, query), 'search'] as const;
  const slices = useQuery<readonly RecordsPage[]>({ queryKey, queryFn: skipToken, gcTime: staleMsSettled }).data ?? none;
  const [state, setState] = useState<State>({ kind: 'running' });
  const wanted = query.n ?? 100;
  const last = slices.at(-1);
  const found = slices.reduce((sum, { records }) => sum + records.length, 0);
  const isComplete = last !== undefined && (found >= wanted || !last.scan.budgetSpent);
  const isRunning = state.kind === 'running' && !isComplete;
  const key = JSON.stringify(queryKey);

  useEffect(() => {
    if (!isRunning) return undefined;
    const stop = new AbortController();
    const run = async () => {
      const known = queryClient.getQueryData<readonly RecordsPage[]>(queryKey) ?? none;
      const cursor = known.at(-1)?.next ?? query.cursor;
      const left = wanted - known.reduce((sum, { records }) => sum + records.length, 0);
      const from = { ...query, n: left, ...(cursor === undefined ? {} : { cursor }) };
      for await (const slice of searchStream(cluster, topic, from, stop.signal))
        queryClient.setQueryData<readonly RecordsPage[]>(queryKey, (before = none) => [...before, slice]);
    };
    run().catch((error: unknown) => {
      if (!stop.signal.aborted) setState({ kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) });
    });
    return () => stop.abort();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key stands for the query and all that it is made of
  }, [isRunning, key]);

  return {
    ...scanOf(slices),
    isScanning: isRunning && last !== undefined,
    isStopped: state.kind === 'stopped' && !isComplete,
    isPending: last === undefined && state.kind === 'running',
    error: state.kind === 'failed' ? state.error : null,
    stop: () => setState({ kind: 'stopped' }),
    goOn: () => setState({ kind: 'running' }),
    retry: () => setState({ kind: 'running' }),
  };
}

'use client';
import { useEffect, useState } from 'react';
import { ApiError } from '../api-error';
import type { AnswerSchema } from '../fetch-json';
import { readProgress } from './read-progress';

export interface Progress<T> {
  readonly phase: 'running' | 'complete' | 'failed';
  /** What was found so far. */
  readonly found: T | undefined;
  readonly error: ApiError | undefined;
}

const begun = { phase: 'running', found: undefined, error: undefined } as const;

/** Listens to a scan for as long as the page is there and wants it. Another `round` begins anew. */
export function useProgress<T>(path: string, schema: AnswerSchema<T>, round: number): Progress<T> {
  const wanted = `${round} ${path}`;
  const [progress, setProgress] = useState<Progress<T> & { readonly of: string }>({ of: wanted, ...begun });
  useEffect(() => {
    const abort = new AbortController();
    const tell = (change: Partial<Progress<T>>) => {
      if (!abort.signal.aborted) setProgress((last) => ({ ...(last.of === wanted ? last : begun), ...change, of: wanted }));
    };
    readProgress(path, schema, (found) => tell({ found }), abort.signal).then(
      (phase) => tell({ phase }),
      (error: unknown) => tell({ phase: 'failed', error: ApiError.from(error) }),
    );
    return () => abort.abort();
  }, [path, schema, wanted]);
  return progress.of === wanted ? progress : begun;
}

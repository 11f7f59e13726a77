'use client';
import { useEffect, useRef, useState } from 'react';
import { topicStatistics, type TopicStatistics } from '@/lib/contracts/statistics';
import { ApiError } from '../api-error';
import { apiPath } from '../fetch-json';
import { readProgress } from '../stream/read-progress';

export interface TopicAnalysis {
  readonly phase: 'idle' | 'running' | 'stopped' | 'complete' | 'failed';
  /** What was found so far; it stays when the analysis is stopped or fails. */
  readonly found: TopicStatistics | undefined;
  readonly error: ApiError | undefined;
}

const idle: TopicAnalysis = { phase: 'idle', found: undefined, error: undefined };

/** Reads a topic whole when it is started. It ends with the page; stopped, it keeps what it found. */
export function useTopicStatistics(cluster: string, topic: string) {
  const [analysis, setAnalysis] = useState(idle);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const start = () => {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    setAnalysis({ ...idle, phase: 'running' });
    const tell = (change: Partial<TopicAnalysis>) => {
      if (!abort.signal.aborted) setAnalysis((last) => ({ ...last, ...change }));
    };
    const path = apiPath(['clusters', cluster, 'topics', topic, 'stats']);
    readProgress(path, topicStatistics, (found) => tell({ found }), abort.signal).then(
      (phase) => tell({ phase }),
      (error: unknown) => tell({ phase: 'failed', error: ApiError.from(error) }),
    );
  };
  const stop = () => {
    running.current?.abort();
    setAnalysis((last) => ({ ...last, phase: 'stopped' }));
  };
  return { analysis, start, stop };
}

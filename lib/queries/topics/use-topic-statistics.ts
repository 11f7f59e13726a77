'use client';
import { useEffect, useRef, useState } from 'react';
import { scanEnd, scanProblem, topicStatistics, type TopicStatistics } from '@/lib/contracts/statistics';
import { ApiError } from '../api-error';
import { checkedAnswer } from '../checked-answer';
import { apiPath } from '../fetch-json';
import { readEvents } from '../stream/read-events';

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
    readAll(cluster, topic, abort.signal, (found) => tell({ found })).then(
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

async function readAll(
  cluster: string,
  topic: string,
  signal: AbortSignal,
  onFound: (found: TopicStatistics) => void,
): Promise<'complete' | 'failed'> {
  for await (const { event, data } of readEvents(apiPath(['clusters', cluster, 'topics', topic, 'stats']), signal)) {
    const parsed: unknown = JSON.parse(data);
    if (event === 'progress') onFound(checkedAnswer(topicStatistics, parsed));
    else if (event === 'problem') throw ApiError.fromBody(200, checkedAnswer(scanProblem, parsed).error);
    else if (event === 'end') return checkedAnswer(scanEnd, parsed).reason;
  }
  throw ApiError.unreachable(undefined);
}

'use client';
import { useQueries } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import type { ApiErrorBody } from '@/lib/contracts/error';
import type { KafkaRecord, TailCursor } from '@/lib/contracts/record';
import type { StatsEvent, StreamEvent, TailQuery } from '@/lib/contracts/stream';
import { tailStartQuery } from '@/lib/queries/records/record-queries';
import { receiveTailEvent } from '../receive-tail-event';
import { TailStore } from '../tail-store';
import { tailStartRecords } from '../use-tail';
import { mergeByTime } from './merge-by-time';

interface TopicState {
  readonly stats: StatsEvent | null;
  readonly problem: ApiErrorBody | null;
}

const begun: TopicState = { stats: null, problem: null };

/** One tail of several topics. Mount it anew (by key) for other topics or another search. */
export function useTopicsTail(cluster: string, topics: readonly string[], query: TailQuery) {
  const [store] = useState(() => new TailStore<KafkaRecord>());
  const [states, setStates] = useState<ReadonlyMap<string, TopicState>>(new Map());
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getServerSnapshot);
  const n = Math.ceil(tailStartRecords / topics.length);
  const starts = useQueries({ queries: topics.map((topic) => tailStartQuery(cluster, topic, { ...query, n })) });
  const isStarting = starts.some(({ isPending }) => isPending);

  /** What was written last in each, in one order of time; a topic that could not be read begins with what comes. */
  const start = useEffectEvent(() => {
    const lists = topics.flatMap((topic, index) => {
      const page = starts[index]?.data;
      if (page === undefined || store.cursorOf(topic) !== null) return [];
      store.startAt(topic, page.live);
      return [{ topic, records: [...page.records].reverse() }];
    });
    for (const { topic, record } of mergeByTime(lists)) store.append(topic, [record]);
  });
  useEffect(() => {
    if (!isStarting) start();
  }, [isStarting]);

  const change = (topic: string, to: (known: TopicState) => TopicState) =>
    setStates((all) => {
      const known = all.get(topic) ?? begun;
      const next = to(known);
      return next === known ? all : new Map(all).set(topic, next);
    });
  const onEvent = (topic: string, event: StreamEvent) => {
    if (event.event === 'problem') change(topic, (known) => ({ ...known, problem: event.data.error }));
    else if (event.event === 'records' || event.event === 'snapshot')
      change(topic, (known) => (known.problem?.retriable === true ? { ...known, problem: null } : known));
    if (event.event === 'stats') change(topic, (known) => ({ ...known, stats: event.data }));
    else receiveTailEvent(store, topic, event);
  };
  const cursorOf = (topic: string): TailCursor | null =>
    store.cursorOf(topic) ?? starts[topics.indexOf(topic)]?.data?.live ?? null;

  const flowing = [...states.values()].filter(({ problem }) => problem === null).flatMap(({ stats }) => stats ?? []);
  const stats =
    flowing.length === 0
      ? null
      : {
          perSecond: flowing.reduce((sum, { perSecond }) => sum + perSecond, 0),
          behindAtMost: String(flowing.reduce((sum, { behindAtMost }) => sum + BigInt(behindAtMost), 0n)),
        };
  const problems = topics.flatMap((topic, index) => {
    const error = states.get(topic)?.problem ?? starts[index]?.error ?? null;
    return error === null ? [] : [{ topic, error }];
  });
  return { store, snapshot, stats, problems, isStarting, onEvent, cursorOf };
}

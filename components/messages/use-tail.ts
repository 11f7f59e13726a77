'use client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { ApiErrorBody } from '@/lib/contracts/error';
import type { KafkaRecord, RecordsPage } from '@/lib/contracts/record';
import type { StatsEvent, StreamEvent, TailQuery } from '@/lib/contracts/stream';
import { tailStartQuery } from '@/lib/queries/records/record-queries';
import { useChannel } from '@/lib/queries/stream/use-channel';
import { receiveTailEvent } from './receive-tail-event';
import { TailStore, type TailSnapshot } from './tail-store';

/** A tail begins with what was written last, so that a quiet topic is not an empty page. */
export const tailStartRecords = 100;

export interface Tail {
  readonly store: TailStore<KafkaRecord>;
  readonly snapshot: TailSnapshot;
  readonly stats: StatsEvent | null;
  /** What the server says is wrong with this tail; it is gone for good when it cannot be retried. */
  readonly problem: ApiErrorBody | null;
  readonly isStarting: boolean;
  readonly startError: Error | null;
}

/** The live tail of a topic. Mount it anew (by key) for another topic, partition or search. */
export function useTail(cluster: string, topic: string, query: TailQuery): Tail {
  const [store] = useState(() => new TailStore<KafkaRecord>());
  const [stats, setStats] = useState<StatsEvent | null>(null);
  const [problem, setProblem] = useState<ApiErrorBody | null>(null);
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getServerSnapshot);
  const start = useQuery(tailStartQuery(cluster, topic, { ...query, n: tailStartRecords }));

  useEffect(() => {
    if (start.data !== undefined && store.cursorOf(topic) === null) startFrom(store, topic, start.data);
  }, [start.data, store, topic]);

  const handle = (event: StreamEvent) => {
    if (event.event === 'problem') setProblem(event.data.error);
    else if (event.event === 'records' || event.event === 'snapshot')
      setProblem((known) => (known?.retriable === true ? null : known));
    if (event.event === 'stats') setStats(event.data);
    else receiveTailEvent(store, topic, event);
  };
  useChannel(cluster, start.isPending ? undefined : { kind: 'tail', topic, query }, {
    onEvent: handle,
    cursor: () => store.cursorOf(topic) ?? start.data?.live ?? null,
  });
  return { store, snapshot, stats, problem, isStarting: start.isPending, startError: start.error };
}

/** Page one is newest first; its frozen ends are where the stream takes over. */
function startFrom(store: TailStore<KafkaRecord>, topic: string, page: RecordsPage): void {
  store.startAt(topic, page.live);
  store.append(topic, [...page.records].reverse());
}

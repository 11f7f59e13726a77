'use client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { ApiErrorBody } from '@/lib/contracts/error';
import type { KafkaRecord, RecordsPage } from '@/lib/contracts/record';
import type { StatsEvent, StreamEvent, TailQuery } from '@/lib/contracts/stream';
import { tailStartQuery } from '@/lib/queries/records/record-queries';
import { useChannel } from '@/lib/queries/stream/use-channel';
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
    if (start.data !== undefined && store.cursor === null) startFrom(store, start.data);
  }, [start.data, store]);

  const handle = (event: StreamEvent) => {
    if (event.event === 'problem') setProblem(event.data.error);
    else if (event.event === 'records' || event.event === 'snapshot')
      setProblem((known) => (known?.retriable === true ? null : known));
    if (event.event === 'stats') setStats(event.data);
    else receive(store, event);
  };
  useChannel(cluster, start.isPending ? undefined : { kind: 'tail', topic, query }, {
    onEvent: handle,
    cursor: () => store.cursor ?? start.data?.live ?? null,
  });
  return { store, snapshot, stats, problem, isStarting: start.isPending, startError: start.error };
}

/** Page one is newest first; its frozen ends are where the stream takes over. */
function startFrom(store: TailStore<KafkaRecord>, page: RecordsPage): void {
  store.startAt(page.live);
  store.append([...page.records].reverse());
}

function receive(store: TailStore<KafkaRecord>, event: StreamEvent): void {
  switch (event.event) {
    case 'snapshot':
      if (event.data.kind === 'tail') store.startAt(event.data.data);
      return;
    case 'records':
      store.append(event.data.records);
      store.advance(event.data.next);
      return;
    case 'gap':
      store.appendGap({ reason: event.data.reason, ranges: event.data.ranges, countAtMost: Number(event.data.countAtMost) });
      store.advance(event.data.next);
      return;
    case 'hello':
    case 'offsets':
    case 'replicas':
    case 'stats':
    case 'phase':
    case 'problem':
    case 'end':
      return;
  }
}

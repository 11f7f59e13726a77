'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { KafkaRecord, RecordsQuery } from '@/lib/contracts/record';
import { fetchRecordsPage } from '@/lib/queries/records/record-queries';
import type { OffsetRange, TailGap, TailStore } from './tail-store';

/** As many as one page of the API holds; what is left stays a gap that can be loaded again. */
const recordsPerLoad = 1000;

export type GapState = 'idle' | 'loading' | 'failed';

/** Fetches what a gap skipped and puts it where the gap is. */
export function useLoadGap(
  cluster: string,
  query: Pick<RecordsQuery, 'q' | 'cs' | 'f' | 'isolation'>,
  store: TailStore<KafkaRecord>,
) {
  const queryClient = useQueryClient();
  const [states, setStates] = useState<ReadonlyMap<number, GapState>>(new Map());
  const setState = (id: number, state: GapState) => setStates((known) => new Map(known).set(id, state));

  const load = async (topic: string, id: number, gap: TailGap): Promise<void> => {
    const page = await queryClient.query({
      queryKey: ['clusters', 'records', cluster, topic, 'gap', query, gap.ranges],
      queryFn: ({ signal }) => fetchRecordsPage(cluster, topic, { ...gapQuery(gap.ranges), ...query, n: recordsPerLoad }, signal),
      gcTime: 0,
    });
    store.fillGap(id, page.records, page.next === null ? undefined : restOf(gap, page.records));
  };

  return {
    stateOf: (id: number): GapState => states.get(id) ?? 'idle',
    load: (topic: string, id: number, gap: TailGap) => {
      setState(id, 'loading');
      load(topic, id, gap).then(
        () => setState(id, 'idle'),
        () => setState(id, 'failed'),
      );
    },
  };
}

function gapQuery(ranges: readonly OffsetRange[]): RecordsQuery {
  const vector = (end: 'from' | 'to') => `o:${ranges.map((range) => `${range.partition}@${range[end]}`).join(',')}`;
  return { from: vector('from'), to: vector('to'), p: ranges.map((range) => range.partition).join(','), dir: 'forward' };
}

/** What of a gap is still missing once these records of it are there. */
export function restOf(gap: TailGap, records: readonly { partition: number; offset: string }[]): TailGap | undefined {
  const last = new Map(records.map((record) => [record.partition, BigInt(record.offset)]));
  const ranges = gap.ranges
    .map((range) => ({ ...range, from: ((last.get(range.partition) ?? BigInt(range.from) - 1n) + 1n).toString() }))
    .filter((range) => BigInt(range.from) < BigInt(range.to));
  if (ranges.length === 0) return undefined;
  const countAtMost = Number(ranges.reduce((sum, range) => sum + BigInt(range.to) - BigInt(range.from), 0n));
  return { ...gap, ranges, countAtMost };
}

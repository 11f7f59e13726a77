'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import type { FilterFaults, KafkaRecord, PartitionProblem, RecordsPage, RecordsQuery } from '@/lib/contracts/record';
import { recordsScanQuery } from '@/lib/queries/records/record-queries';

export interface ScanTotals {
  readonly records: number;
  readonly bytes: number;
  readonly elapsedMs: number;
  readonly remainingAtMost: bigint;
  readonly totalAtMost: bigint;
}

export interface Scan {
  readonly records: readonly KafkaRecord[];
  readonly totals: ScanTotals;
  readonly next: string | null;
  readonly previous: string | null;
  readonly problems: readonly PartitionProblem[];
  readonly gaps: readonly NonNullable<RecordsPage['gap']>[];
  /** Messages that the expression could not decide on. */
  readonly faults: FilterFaults | undefined;
  /** How far each partition is searched; empty when that is not told. */
  readonly partitions: NonNullable<RecordsPage['scan']['partitions']>;
  /** A search goes on by itself until the page is full, the ends are reached or it is stopped. */
  readonly isScanning: boolean;
  readonly isStopped: boolean;
  readonly isPending: boolean;
  readonly error: Error | null;
  stop: () => void;
  goOn: () => void;
  retry: () => void;
}

/** One page of records. Mount it anew (by key) for another query. */
export function useScan(cluster: string, topic: string, query: RecordsQuery): Scan {
  const [isStopped, setStopped] = useState(false);
  const { data, error, isPending, isFetching, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    recordsScanQuery(cluster, topic, query),
  );
  const pages = data?.pages ?? [];
  const scan = scanOf(pages);
  const isShort = scan.records.length < (query.n ?? 100) && hasNextPage && pages.at(-1)?.scan.budgetSpent === true;
  const goesOn = isShort && !isStopped && error === null;
  const readOn = useEffectEvent(() => void fetchNextPage());
  useEffect(() => {
    if (goesOn && !isFetching) readOn();
  }, [goesOn, isFetching]);
  return {
    ...scan,
    isScanning: goesOn,
    isStopped: isShort && isStopped,
    isPending,
    error,
    stop: () => setStopped(true),
    goOn: () => setStopped(false),
    retry: () => void (pages.length > 0 ? fetchNextPage() : refetch()),
  };
}

/** What several readings that follow each other amount to. */
export function scanOf(pages: readonly RecordsPage[]) {
  return {
    records: pages.flatMap((page) => page.records),
    totals: totalsOf(pages),
    next: pages.at(-1)?.next ?? null,
    previous: pages[0]?.previous ?? null,
    problems: pages.at(-1)?.problems ?? [],
    gaps: pages.flatMap((page) => (page.gap === null ? [] : [page.gap])),
    faults: pages.at(-1)?.scan.faults,
    partitions: pages.at(-1)?.scan.partitions ?? [],
  };
}

function totalsOf(pages: readonly Pick<RecordsPage, 'scan'>[]): ScanTotals {
  const last = pages.at(-1)?.scan;
  return {
    records: pages.reduce((sum, page) => sum + page.scan.records, 0),
    bytes: pages.reduce((sum, page) => sum + page.scan.bytes, 0),
    elapsedMs: pages.reduce((sum, page) => sum + page.scan.elapsedMs, 0),
    remainingAtMost: BigInt(last?.remainingAtMost ?? '0'),
    totalAtMost: BigInt(last?.totalAtMost ?? '0'),
  };
}

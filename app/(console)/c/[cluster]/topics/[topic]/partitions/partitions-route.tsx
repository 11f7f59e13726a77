'use client';
import { useSearchParams } from 'next/navigation';
import { PartitionsView } from '@/components/partitions/partitions-view';
import { formatPartitionsSearch, parsePartitionsSearch, type PartitionsSearch } from './search-params';

/** The partitions with their state in the address. */
export function PartitionsRoute({ cluster, topic }: { cluster: string; topic: string }) {
  const search = parsePartitionsSearch(new URLSearchParams(useSearchParams()));
  const write = (change: Partial<PartitionsSearch>) => {
    window.history.replaceState(null, '', `${window.location.pathname}${formatPartitionsSearch({ ...search, ...change })}`);
  };
  return (
    <PartitionsView
      cluster={cluster}
      topic={topic}
      view={search.view}
      sort={search.sort}
      onView={(view) => write({ view })}
      onSort={(sort) => write({ sort })}
    />
  );
}

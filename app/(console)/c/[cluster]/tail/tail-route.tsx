'use client';
import { useSearchParams } from 'next/navigation';
import type { TailSearch } from '@/components/messages/several/tail-search';
import { TailView } from '@/components/messages/several/tail-view';
import { formatTailSearch, parseTailSearch } from './search-params';

/** The live tail of several topics, with its state in the address. */
export function TailRoute({ cluster }: { cluster: string }) {
  const search = parseTailSearch(new URLSearchParams(useSearchParams()));
  const onSearch = (change: Partial<TailSearch>) => {
    const address = `${window.location.pathname}${formatTailSearch({ ...search, ...change })}`;
    if (change.topics === undefined) window.history.replaceState(null, '', address);
    else window.history.pushState(null, '', address);
  };
  return <TailView cluster={cluster} search={search} onSearch={onSearch} />;
}

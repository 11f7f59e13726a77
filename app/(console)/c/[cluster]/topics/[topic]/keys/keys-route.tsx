'use client';
import { useSearchParams } from 'next/navigation';
import { KeysView } from '@/components/keys/keys-view';
import { formatKeysSearch, parseKeysSearch } from './search-params';

/** Keys with their search in the address. */
export function KeysRoute({ cluster, topic }: { cluster: string; topic: string }) {
  const search = parseKeysSearch(new URLSearchParams(useSearchParams()));
  return (
    <KeysView
      cluster={cluster}
      topic={topic}
      search={search}
      hrefOf={formatKeysSearch}
      onSearch={(next) => window.history.pushState(null, '', window.location.pathname + formatKeysSearch(next))}
    />
  );
}

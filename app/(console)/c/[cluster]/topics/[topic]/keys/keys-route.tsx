'use client';
import { useSearchParams } from 'next/navigation';
import { KeysView } from '@/components/keys/keys-view';
import { formatKeysSearch, parseKeysSearch } from './search-params';

/** Keys with their search in the address. */
export function KeysRoute({ cluster, topic }: { cluster: string; topic: string }) {
  const { key, isAll } = parseKeysSearch(new URLSearchParams(useSearchParams()));
  return (
    <KeysView
      key={key}
      cluster={cluster}
      topic={topic}
      search={key}
      isAll={isAll}
      onSearch={(wanted, wantsAll) =>
        window.history.pushState(null, '', window.location.pathname + formatKeysSearch({ key: wanted, isAll: wantsAll }))
      }
    />
  );
}

'use client';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { ConnectClient } from '@/components/overview/connect-client';
import { TopicList } from '@/components/topics/topic-list';
import { clusterDetailQuery } from '@/lib/queries/clusters/cluster-queries';
import { formatTopicsSearch, parseTopicsSearch, type TopicsSearch } from './search-params';

/** The list with its state in the address. Changes need nothing of the server's page, so they do not ask for it. */
export function TopicsRoute({ cluster }: { cluster: string }) {
  const search = parseTopicsSearch(new URLSearchParams(useSearchParams()));
  const { data } = useQuery(clusterDetailQuery(cluster));
  const write = (next: TopicsSearch, keepsPlace: boolean) => {
    const address = `${window.location.pathname}${formatTopicsSearch(next)}`;
    if (keepsPlace) window.history.replaceState(null, '', address);
    else window.history.pushState(null, '', address);
  };
  return (
    <TopicList
      cluster={cluster}
      query={search.query}
      creating={search.creating}
      onQuery={(change) => write({ ...search, query: { ...search.query, ...change } }, change.q !== undefined)}
      onCreating={(creating) => write({ ...search, creating }, true)}
      whenEmpty={data === undefined ? null : <ConnectClient cluster={cluster} bootstrapServers={data.bootstrapServers} />}
    />
  );
}

'use client';
import { useSearchParams } from 'next/navigation';
import { GroupList } from '@/components/groups/group-list';
import { formatGroupsSearch, parseGroupsSearch } from './search-params';

/** The list with its state in the address. */
export function GroupsRoute({ cluster }: { cluster: string }) {
  const query = parseGroupsSearch(new URLSearchParams(useSearchParams()));
  return (
    <GroupList
      cluster={cluster}
      query={query}
      onQuery={(change) => {
        const address = `${window.location.pathname}${formatGroupsSearch({ ...query, ...change })}`;
        if (change.q === undefined) window.history.pushState(null, '', address);
        else window.history.replaceState(null, '', address);
      }}
    />
  );
}

'use client';
import { CopyAsDialog } from '@/components/ui/copy-as-dialog';
import type { RecordsQuery } from '@/lib/contracts/record';
import { edgeOf } from '@/lib/format/copy-as/edge';
import type { Begin, Edge, Reading } from '@/lib/format/copy-as/reading';
import { useClusterSummary } from '@/lib/queries/clusters/use-cluster-summary';
import { recordsUrl } from '@/lib/queries/records/record-queries';
import type { From, MessagesSearch } from './messages-search';

interface CopyViewProps {
  cluster: string;
  topic: string;
  search: MessagesSearch;
  partitionCount: number;
  /** What the page asks the API for. */
  query: RecordsQuery;
}

/** What the page shows, read with another tool. */
export function CopyView({ cluster, topic, search, partitionCount, query }: CopyViewProps) {
  const summary = useClusterSummary(cluster);
  const reading = (): Reading => ({
    servers: summary?.bootstrapServers ?? [],
    security: summary?.security ?? 'plaintext',
    topic,
    ...rangeOf(search),
    partitions: search.partitions ?? Array.from({ length: partitionCount }, (_, partition) => partition),
    isAllPartitions: search.partitions === null,
    isCommitted: search.isCommitted,
    isFiltered: search.q !== '' || search.f !== '',
    isPage: search.from.kind !== 'live' && (search.from.kind !== 'newest' || search.until !== null || search.cursor !== null),
    url: new URL(recordsUrl(cluster, topic, query), window.location.origin).href,
  });
  return <CopyAsDialog what="view" reading={summary === undefined ? undefined : reading} />;
}

/** Back in time, reading ends where a tool begins. */
function rangeOf({ from, until, n }: MessagesSearch): { begin: Begin; end: Edge | null } {
  const end = until === null ? null : edgeOf(until);
  if (from.kind === 'newest') return { begin: end ?? { kind: 'newest', count: n }, end: null };
  return { begin: beginOf(from, n), end: from.kind === 'live' ? null : end };
}

function beginOf(from: From, count: number): Begin {
  switch (from.kind) {
    case 'offset':
    case 'time':
      return edgeOf(from) ?? { kind: 'oldest' };
    case 'newest':
      return { kind: 'newest', count };
    default:
      return from;
  }
}

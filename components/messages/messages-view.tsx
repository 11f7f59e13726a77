'use client';
import { Suspense, useMemo, useState, type ReactNode } from 'react';
import { late } from '@/components/ui/late';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { RecordsQuery } from '@/lib/contracts/record';
import type { TailQuery } from '@/lib/contracts/stream';
import type { RecordPlace } from '@/lib/format/record-place';
import { useText } from '@/lib/i18n/text-provider';
import { useKept } from '@/lib/preferences/use-kept';
import { CompareNotice } from './compare-notice';
import { LiveMessages } from './live-messages';
import { apiFrom, filterOf, formatPartitions, type MessagesSearch } from './messages-search';
import { MessagesToolbar } from './messages-toolbar';
import { keptTable } from './table-choice';
import { Volume } from './volume/volume';

/* The page begins with the tail. */
const BrowseMessages = late(() => import('./browse-messages').then((module) => module.BrowseMessages));

export const preloadBrowse = BrowseMessages.preload;

interface MessagesViewProps {
  cluster: string;
  topic: string;
  partitionCount: number;
  search: MessagesSearch;
  onSearch: (change: Partial<MessagesSearch>, history: 'push' | 'replace') => void;
  /** Records that were just published from this page. */
  fresh: ReadonlySet<string>;
  onOpen: (place: RecordPlace) => void;
  actions: ReactNode;
  emptyActions: ReactNode;
  /** Beside the messages: the form to publish, or a record. */
  side: ReactNode;
}

const single = 'grid grid-cols-[minmax(0,1fr)]';
const double = 'grid grid-cols-[minmax(0,1fr)_372px] items-start gap-4';
const column = 'grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-3';

/** The messages of a topic: the live tail, or a page of what was written. */
export function MessagesView(props: MessagesViewProps) {
  const { cluster, topic, partitionCount, search, onSearch, fresh, onOpen, actions, emptyActions, side } = props;
  const { t } = useText();
  const isLive = search.from.kind === 'live';
  const [restarts, setRestarts] = useState(0);
  const [pauseSlot, setPauseSlot] = useState<HTMLElement | null>(null);
  const kept = useMemo(() => keptTable(cluster, topic), [cluster, topic]);
  const table = useKept(kept);
  const shared = { cluster, topic, table, open: search.open, fresh, onOpen, emptyActions };
  const tailQuery = tailQueryOf(search);
  const recordsQuery = recordsQueryOf(search, partitionCount);
  return (
    <>
      <MessagesToolbar
        cluster={cluster}
        topic={topic}
        search={search}
        partitionCount={partitionCount}
        query={recordsQuery}
        table={kept}
        onSearch={onSearch}
        pause={isLive ? <span ref={setPauseSlot} className="contents" /> : null}
        actions={actions}
      />
      <div className={side === null ? single : double}>
        <div className={column}>
          {search.compare === null ? null : (
            <CompareNotice place={search.compare} onCancel={() => onSearch({ compare: null }, 'replace')} />
          )}
          {table.hasVolume ? <Volume cluster={cluster} topic={topic} search={search} onSearch={onSearch} /> : null}
          {isLive ? (
            <LiveMessages
              key={`${restarts} ${JSON.stringify(tailQuery)}`}
              {...shared}
              query={tailQuery}
              pauseSlot={pauseSlot}
              onRestart={() => setRestarts(restarts + 1)}
            />
          ) : (
            <Suspense fallback={<SkeletonRows rows={12} label={t('messages.loading')} />}>
              <BrowseMessages
                key={JSON.stringify(recordsQuery)}
                {...shared}
                query={recordsQuery}
                isBackward={search.from.kind === 'newest'}
                onCursor={(cursor) => onSearch({ cursor }, 'push')}
              />
            </Suspense>
          )}
        </div>
        {side}
      </div>
    </>
  );
}

function tailQueryOf(search: MessagesSearch): TailQuery {
  return { ...(search.partitions === null ? {} : { p: formatPartitions(search.partitions) }), ...filterOf(search) };
}

function recordsQueryOf(search: MessagesSearch, partitionCount: number): RecordsQuery {
  return {
    ...tailQueryOf(search),
    from: apiFrom(search.from, search.partitions, partitionCount),
    ...(search.until === null ? {} : { to: apiFrom(search.until, search.partitions, partitionCount) }),
    n: search.n,
    ...(search.cursor === null ? {} : { cursor: search.cursor }),
  };
}

'use client';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { Suspense, useState, type ReactNode } from 'react';
import { Busy } from '@/components/ui/busy';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageError } from '@/components/ui/page-error';
import { Input } from '@/components/ui/input';
import { late } from '@/components/ui/late';
import { Notice } from '@/components/ui/notice';
import { PageHead } from '@/components/ui/page-head';
import { Pager } from '@/components/ui/pager';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Switch } from '@/components/ui/switch';
import { Time } from '@/components/ui/time';
import { useSearchText } from '@/components/ui/use-search-text';
import type { TopicListQuery, TopicPage, TopicSummary } from '@/lib/contracts/topic';
import { topicPath } from '@/lib/format/console-paths';
import { useText } from '@/lib/i18n/text-provider';
import { clusterDetailQuery } from '@/lib/queries/clusters/cluster-queries';
import { useCanWrite } from '@/lib/queries/clusters/use-can-write';
import { useLiveTopics } from '@/lib/queries/topics/use-live-topics';
import { topicListQuery } from '@/lib/queries/topics/topic-queries';
import { useKept } from '@/lib/preferences/use-kept';
import { ColumnsMenu } from './columns-menu';
import { CreateTopicDialog } from './create-topic-dialog';
import type { TopicAction } from './topic-action';
import { TopicActionDialog } from './topic-action-dialog';
import { keptTopicColumns, showsGroups } from './topic-columns';
import { TopicTable } from './topic-table';
import { useTopicSelection, type SelectionHandle } from './use-topic-selection';

const SelectionBar = late(() => import('./selection-bar').then((module) => module.SelectionBar));

interface TopicListProps {
  cluster: string;
  query: TopicListQuery;
  creating: boolean;
  onQuery: (change: Partial<TopicListQuery>) => void;
  onCreating: (creating: boolean) => void;
  /** Shown under the sentence of an empty cluster. */
  whenEmpty: ReactNode;
}

export function TopicList(props: TopicListProps) {
  const { cluster, query, creating, onQuery, onCreating } = props;
  const { t } = useText();
  const router = useRouter();
  const [typed, type] = useSearchText(query.q, (q) => onQuery({ q, page: 1 }));
  const asksGroups = showsGroups(useKept(keptTopicColumns));
  const listed = asksGroups ? { ...query, withGroups: true } : query;
  const problem = useLiveTopics(cluster, listed);
  const [asked, setAsked] = useState<{ topic: TopicSummary; action: TopicAction } | undefined>();
  const canWrite = useCanWrite(cluster);
  const list = useQuery(topicListQuery(cluster, listed));
  const handle = useTopicSelection(list.isPlaceholderData ? undefined : list.data, query);
  return (
    <>
      <PageHead
        title={t('topics.title')}
        actions={
          <>
            <Switch
              label={t('topics.showInternal')}
              checked={query.internal}
              onChange={(internal) => onQuery({ internal, page: 1 })}
            />
            <span className="w-60 max-sm:w-full">
              <Input
                type="search"
                aria-label={t('topics.filterLabel')}
                placeholder={t('topics.filter')}
                value={typed}
                onChange={(event) => type(event.target.value)}
              />
            </span>
            <ColumnsMenu />
            {canWrite ? (
              <Button variant="primary" onClick={() => onCreating(true)}>
                {t('topics.new')}
              </Button>
            ) : null}
          </>
        }
      />
      {problem !== null && problem.code !== 'CLUSTER_UNAVAILABLE' && list.data !== undefined ? (
        <Notice tone="warn">{t('topics.stale')}</Notice>
      ) : null}
      {list.data === undefined ? (
        list.isError ? (
          <PageError error={list.error} retrying={list.isFetching} onRetry={() => void list.refetch()} />
        ) : (
          <SkeletonRows rows={8} label={t('topics.loading')} />
        )
      ) : (
        <Busy when={list.isPlaceholderData}>
          <Found
            {...props}
            page={list.data}
            pageAtMs={list.dataUpdatedAt}
            selection={canWrite ? handle : undefined}
            onAction={(topic, action) => setAsked({ topic, action })}
          />
        </Busy>
      )}
      {list.data === undefined || !canWrite || handle.selection.size === 0 ? null : (
        <Suspense>
          <SelectionBar cluster={cluster} page={list.data} handle={handle} />
        </Suspense>
      )}
      <CreateTopicDialog
        cluster={cluster}
        open={creating}
        onOpenChange={onCreating}
        onCreated={(topic) => router.push(topicPath(cluster, topic))}
      />
      {asked === undefined ? null : (
        <TopicActionDialog
          cluster={cluster}
          action={asked.action}
          topic={{ ...asked.topic, partitionCount: asked.topic.partitions }}
          onClose={() => setAsked(undefined)}
          onDeleted={() => setAsked(undefined)}
          onCloned={(topic) => router.push(topicPath(cluster, topic))}
        />
      )}
    </>
  );
}

interface FoundProps extends TopicListProps {
  page: TopicPage;
  pageAtMs: number;
  selection: SelectionHandle | undefined;
  onAction: (topic: TopicSummary, action: TopicAction) => void;
}

function Found({ cluster, query, page, pageAtMs, selection, onQuery, onCreating, onAction, whenEmpty }: FoundProps) {
  const { t, rich } = useText();
  if (page.topics.length === 0 && query.q === '' && page.page === 1) {
    return (
      <NoTopics
        cluster={cluster}
        hidden={query.internal ? 0 : page.internalHidden}
        onCreate={() => onCreating(true)}
        whenEmpty={whenEmpty}
      />
    );
  }
  if (page.topics.length === 0) return <NoMatch query={query} onQuery={onQuery} />;
  const first = (page.page - 1) * page.pageSize + 1;
  const last = first + page.topics.length - 1;
  return (
    <>
      <TopicTable
        cluster={cluster}
        query={query}
        page={page}
        pageAtMs={pageAtMs}
        selection={selection}
        onSort={(sort) => onQuery({ sort, page: 1 })}
        onAction={onAction}
      />
      <Pager
        label={t('topics.pager')}
        status={
          <>
            {t('topics.page', { from: first, to: last, total: page.total })}
            {page.sortSampledAtMs === null ? null : (
              <span className="text-faint"> · {rich('topics.sampled', { time: <Time atMs={page.sortSampledAtMs} /> })}</span>
            )}
          </>
        }
        onPrevious={page.page > 1 ? () => onQuery({ page: page.page - 1 }) : undefined}
        onNext={last < page.total ? () => onQuery({ page: page.page + 1 }) : undefined}
      />
    </>
  );
}

function NoMatch({ query, onQuery }: Pick<TopicListProps, 'query' | 'onQuery'>) {
  const { t } = useText();
  return (
    <EmptyState
      title={t('topics.noMatch.title')}
      actions={
        <>
          <Button onClick={() => onQuery({ q: '', page: 1 })}>{t('topics.noMatch.clear')}</Button>
          {query.internal ? null : (
            <Button onClick={() => onQuery({ internal: true, page: 1 })}>{t('topics.noMatch.internal')}</Button>
          )}
        </>
      }
    >
      {t('topics.noMatch.text', { q: query.q })}
    </EmptyState>
  );
}

interface NoTopicsProps {
  cluster: string;
  hidden: number;
  onCreate: () => void;
  whenEmpty: ReactNode;
}

function NoTopics({ cluster, hidden, onCreate, whenEmpty }: NoTopicsProps) {
  const { t } = useText();
  const { data } = useQuery(clusterDetailQuery(cluster));
  const canWrite = useCanWrite(cluster);
  return (
    <>
      <EmptyState
        title={t('topics.empty.title')}
        actions={
          canWrite ? (
            <Button variant="primary" onClick={onCreate}>
              {t('topics.new')}
            </Button>
          ) : undefined
        }
      >
        {t('topics.empty.text', { count: data?.counts.brokersAlive ?? 1 })} {t('topics.empty.next')}{' '}
        {hidden === 0 ? null : <span className="text-faint">{t('topics.internalHidden', { count: hidden })}.</span>}
      </EmptyState>
      {whenEmpty}
    </>
  );
}

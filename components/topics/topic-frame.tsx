'use client';
import { useQuery } from '@tanstack/react-query';
import { usePathname, useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { Button, buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageError } from '@/components/ui/page-error';
import { LinkTabs } from '@/components/ui/link-tabs';
import { PageHead } from '@/components/ui/page-head';
import type { TopicDetail } from '@/lib/contracts/topic';
import { clusterPath, topicPath, type TopicTab } from '@/lib/format/console-paths';
import { useText } from '@/lib/i18n/text-provider';
import { ApiError } from '@/lib/queries/api-error';
import { useCanWrite } from '@/lib/queries/clusters/use-can-write';
import { useLiveOffsets } from '@/lib/queries/topics/use-live-offsets';
import { topicDetailQuery } from '@/lib/queries/topics/topic-queries';
import Link from 'next/link';
import { TopicActionDialog } from './topic-action-dialog';
import { TopicFacts } from './topic-facts';
import { TopicMenu } from './topic-menu';
import { useTopicAction } from './use-topic-action';

interface TopicFrameProps {
  cluster: string;
  topic: string;
  children: ReactNode;
}

const tabs: readonly TopicTab[] = ['messages', 'partitions', 'publish', 'groups', 'config', 'keys', 'stats'];

/** Their pages show nothing before the topic is known; the others say themselves what they miss. */
const awaiting: ReadonlySet<TopicTab> = new Set(['messages', 'publish']);

/** How often a topic that is not there is looked for again. */
const goneRefetchMs = 3000;

function isGone(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'TOPIC_NOT_FOUND';
}

/** The line of facts and the tabs around every page of a topic. */
export function TopicFrame({ cluster, topic, children }: TopicFrameProps) {
  const path = usePathname();
  const detail = useQuery({
    ...topicDetailQuery(cluster, topic),
    refetchInterval: ({ state }) => (isGone(state.error) ? goneRefetchMs : false),
  });
  const current = tabs.find(
    (tab) => path === topicPath(cluster, topic, tab) || path.startsWith(`${topicPath(cluster, topic, tab)}/`),
  );
  // Pages that are about records have heads of their own.
  const isRecord = current === undefined || (current === 'messages' && path !== topicPath(cluster, topic, 'messages'));
  const isTopicGone = isGone(detail.error);
  return (
    <>
      {isTopicGone ? (
        <Gone cluster={cluster} topic={topic} />
      ) : isRecord ? (
        children
      ) : (
        <Framed cluster={cluster} topic={topic} current={current}>
          {children}
        </Framed>
      )}
      {isRecord || detail.data === undefined ? null : <Question cluster={cluster} detail={detail.data} />}
    </>
  );
}

function Framed({ cluster, topic, current, children }: TopicFrameProps & { current: TopicTab }) {
  const { t } = useText();
  const canWrite = useCanWrite(cluster);
  const detail = useQuery(topicDetailQuery(cluster, topic));
  return (
    <>
      {current === 'partitions' ? null : <LiveOffsets cluster={cluster} topic={topic} />}
      <Head cluster={cluster} topic={topic} />
      <LinkTabs
        label={t('topics.frame.tabs')}
        tabs={tabs
          .filter((tab) => canWrite || tab !== 'publish')
          .map((tab) => ({
            href: topicPath(cluster, topic, tab),
            label: t(`topics.frame.${tab}`),
            current: tab === current,
          }))}
      />
      {detail.data === undefined && detail.error !== null ? (
        <PageError
          error={detail.error}
          retrying={detail.isFetching}
          onRetry={() => void detail.refetch()}
          {...(awaiting.has(current) ? {} : { whenSaid: null })}
        />
      ) : null}
      {children}
    </>
  );
}

/** The partitions page has this channel itself. */
function LiveOffsets({ cluster, topic }: { cluster: string; topic: string }) {
  useLiveOffsets(cluster, topic);
  return null;
}

function Head({ cluster, topic }: { cluster: string; topic: string }) {
  const { t } = useText();
  const { data } = useQuery(topicDetailQuery(cluster, topic));
  const [, ask] = useTopicAction();
  const topics = clusterPath(cluster, 'topics');
  return (
    <PageHead
      mono
      title={topic}
      crumbs={[{ href: topics, label: t('topics.title') }]}
      {...(data === undefined ? {} : { facts: <TopicFacts cluster={cluster} detail={data} /> })}
      actions={
        <TopicMenu
          cluster={cluster}
          topic={topic}
          internal={data?.internal ?? false}
          onAction={ask}
          trigger={
            <Button aria-label={t('topics.menu.label', { topic })}>
              <span aria-hidden>⋯</span>
            </Button>
          }
        />
      }
    />
  );
}

/** Beside the page, so that it stays when the topic goes: what came of a question is read there. */
function Question({ cluster, detail }: { cluster: string; detail: TopicDetail }) {
  const router = useRouter();
  const canWrite = useCanWrite(cluster);
  const [action, ask] = useTopicAction();
  if (action === undefined || !canWrite) return null;
  return (
    <TopicActionDialog
      cluster={cluster}
      action={action}
      topic={{ ...detail, partitionCount: detail.partitions.length }}
      onClose={() => ask(undefined)}
      onDeleted={() => router.push(clusterPath(cluster, 'topics'))}
      onCloned={(name) => router.push(topicPath(cluster, name))}
    />
  );
}

function Gone({ cluster, topic }: { cluster: string; topic: string }) {
  const { t } = useText();
  return (
    <EmptyState
      isPage
      title={t('topics.frame.gone', { topic })}
      actions={
        <Link href={clusterPath(cluster, 'topics')} className={buttonClass('primary')}>
          {t('topics.frame.allTopics')}
        </Link>
      }
    >
      {t('topics.frame.goneNext')}
    </EmptyState>
  );
}

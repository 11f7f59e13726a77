'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { EmptyState } from '@/components/ui/empty-state';
import { PageError } from '@/components/ui/page-error';
import { Notice } from '@/components/ui/notice';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { GroupDetail } from '@/lib/contracts/group';
import { groupPath } from '@/lib/format/console-paths';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { useLiveTopicGroups } from '@/lib/queries/topics/use-live-topic-groups';
import { topicGroupsQuery } from '@/lib/queries/topics/topic-queries';
import { GroupStateTag } from './group-state-tag';
import { Lag } from './lag';
import { OffsetsTable } from './offsets-table';

/** Who reads the topic, and how far behind, partition by partition. */
export function TopicGroups({ cluster, topic }: { cluster: string; topic: string }) {
  const { t } = useText();
  useLiveTopicGroups(cluster, topic);
  const { data, error, isFetching, refetch } = useQuery(topicGroupsQuery(cluster, topic));
  if (data === undefined) {
    if (error === null) return <SkeletonRows rows={6} label={t('groups.ofTopic.loading')} />;
    return <PageError error={error} retrying={isFetching} onRetry={() => void refetch()} />;
  }
  return (
    <>
      {data.brokersMissing.length === 0 ? null : (
        <Notice tone="warn">
          {t('groups.missing', { count: data.brokersMissing.length, ids: data.brokersMissing.join(', ') })}
        </Notice>
      )}
      {data.refused.length === 0 ? null : (
        <Notice tone="info">{t('groups.refused', { count: data.refused.length, ids: data.refused.join(', ') })}</Notice>
      )}
      {data.groups.length === 0 ? (
        <EmptyState title={t('groups.ofTopic.none.title')}>{t('groups.ofTopic.none.text')}</EmptyState>
      ) : null}
      {data.groups.map((group) => (
        <OneGroup key={group.groupId} cluster={cluster} group={group} />
      ))}
    </>
  );
}

function OneGroup({ cluster, group }: { cluster: string; group: GroupDetail }) {
  const { t, rich } = useText();
  const format = useFormat();
  return (
    <section className="grid gap-2">
      <header className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 className="font-mono text-[14px] font-semibold">
          <Link href={groupPath(cluster, group.groupId)} className="inline-block min-h-6 break-all hover:underline">
            {group.groupId === '' ? t('groups.emptyId') : group.groupId}
          </Link>
        </h2>
        <GroupStateTag state={group.state} />
        <span className="text-muted">
          {rich('groups.detail.members', { count: group.members.length, n: format.count(group.members.length) })}
        </span>
        <span className="text-muted">{rich('groups.detail.lag', { lag: <Lag lag={group.totalLag} /> })}</span>
      </header>
      <OffsetsTable
        cluster={cluster}
        label={t('groups.ofTopic.table', { group: group.groupId })}
        offsets={group.offsets}
        members={group.members}
        showTopic={false}
      />
    </section>
  );
}

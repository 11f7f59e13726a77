'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageError } from '@/components/ui/page-error';
import { Notice } from '@/components/ui/notice';
import { Fact, PageHead } from '@/components/ui/page-head';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { GroupDetail } from '@/lib/contracts/group';
import { clusterPath, topicPath } from '@/lib/format/console-paths';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { ApiError } from '@/lib/queries/api-error';
import { groupDetailQuery } from '@/lib/queries/groups/group-queries';
import { useLiveGroup } from '@/lib/queries/groups/use-live-group';
import { GroupStateTag } from './group-state-tag';
import { Lag } from './lag';
import { MembersTable } from './members-table';
import { OffsetsTable } from './offsets-table';

/** One group, live: who is in it, who reads what, and how far behind. */
export function GroupView({ cluster, group }: { cluster: string; group: string }) {
  const { t } = useText();
  useLiveGroup(cluster, group);
  const { data, error, isFetching, refetch } = useQuery(groupDetailQuery(cluster, group));
  const all = clusterPath(cluster, 'groups');
  const isGone = error instanceof ApiError && error.code === 'GROUP_NOT_FOUND';
  return (
    <>
      <PageHead
        mono
        title={group === '' ? t('groups.emptyId') : group}
        crumbs={[{ href: all, label: t('groups.title') }]}
        {...(data === undefined ? {} : { facts: <Facts group={data} /> })}
      />
      {data === undefined && error === null ? <SkeletonRows rows={6} label={t('groups.loading')} /> : null}
      {data === undefined && isGone ? (
        <EmptyState
          title={t('groups.detail.gone', { group })}
          actions={
            <Link href={all} className={buttonClass('primary')}>
              {t('groups.detail.allGroups')}
            </Link>
          }
        >
          {t('errors.GROUP_NOT_FOUND.next')}
        </EmptyState>
      ) : null}
      {data === undefined && error !== null && !isGone ? (
        <PageError error={error} retrying={isFetching} onRetry={() => void refetch()} />
      ) : null}
      {data === undefined ? null : <Loaded cluster={cluster} group={data} />}
    </>
  );
}

function Facts({ group }: { group: GroupDetail }) {
  const { t, rich } = useText();
  const format = useFormat();
  const members = group.members.length;
  return (
    <>
      <GroupStateTag state={group.state} />
      {group.type === null ? null : <Fact>{t('groups.detail.kind', { kind: group.type })}</Fact>}
      <Fact>{rich('groups.detail.members', { count: members, n: <b>{format.count(members)}</b> })}</Fact>
      <Fact>
        {rich('groups.detail.lag', {
          lag: (
            <b>
              <Lag lag={group.totalLag} />
            </b>
          ),
        })}
      </Fact>
      {group.protocol === '' ? null : (
        <Fact>{rich('groups.detail.assignor', { name: <b className="font-mono">{group.protocol}</b> })}</Fact>
      )}
      <Fact>
        {group.coordinator === null
          ? t('groups.detail.noCoordinator')
          : t('groups.detail.coordinator', { broker: group.coordinator.id })}
      </Fact>
    </>
  );
}

function Loaded({ cluster, group }: { cluster: string; group: GroupDetail }) {
  const { t } = useText();
  const topics = new Set(group.offsets.map(({ topic }) => topic));
  const [oneTopic] = topics.size === 1 ? topics : [];
  const unread = group.members.length === 0 ? 0 : group.offsets.filter(({ memberId }) => memberId === null).length;
  return (
    <>
      {unread === 0 ? null : (
        <Notice tone="warn" title={t('groups.detail.unassigned', { count: unread })}>
          <span className="text-muted">{t('groups.detail.unassignedHint')}</span>
        </Notice>
      )}
      <section className="grid gap-2">
        <h2 className="text-[14px] font-semibold">{t('groups.detail.membersTitle')}</h2>
        {group.members.length === 0 ? <Quiet text={t('groups.detail.noMembers')} /> : <MembersTable members={group.members} />}
      </section>
      <section className="grid gap-2">
        <h2 className="text-[14px] font-semibold">
          {oneTopic === undefined ? (
            t('groups.detail.offsets')
          ) : (
            <Link href={topicPath(cluster, oneTopic, 'groups')} className="inline-block min-h-6 font-mono hover:underline">
              {oneTopic}
            </Link>
          )}
        </h2>
        {group.offsets.length === 0 ? (
          <Quiet text={t('groups.detail.noOffsets')} />
        ) : (
          <OffsetsTable
            cluster={cluster}
            label={t('groups.detail.offsetsTable')}
            offsets={group.offsets}
            members={group.members}
            showTopic={oneTopic === undefined}
          />
        )}
      </section>
    </>
  );
}

function Quiet({ text }: { text: string }) {
  return <p className="rounded-lg border border-line bg-surface px-3.5 py-2 text-muted">{text}</p>;
}

'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { Busy } from '@/components/ui/busy';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageError } from '@/components/ui/page-error';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { PageHead } from '@/components/ui/page-head';
import { Pager } from '@/components/ui/pager';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Table, TableFrame, Td, Th, ThSpacer, Tr } from '@/components/ui/table';
import { useSearchText } from '@/components/ui/use-search-text';
import type { GroupListQuery, GroupPage, GroupSummary } from '@/lib/contracts/group';
import { groupPath, topicPath } from '@/lib/format/console-paths';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { groupListQuery } from '@/lib/queries/groups/group-queries';
import { useLiveGroups } from '@/lib/queries/groups/use-live-groups';
import { GroupStateTag } from './group-state-tag';
import { Lag } from './lag';

interface GroupListProps {
  cluster: string;
  query: GroupListQuery;
  onQuery: (change: Partial<GroupListQuery>) => void;
}

export function GroupList({ cluster, query, onQuery }: GroupListProps) {
  const { t } = useText();
  const [typed, type] = useSearchText(query.q, (q) => onQuery({ q, page: 1 }));
  useLiveGroups(cluster, query);
  const list = useQuery(groupListQuery(cluster, query));
  return (
    <>
      <PageHead
        title={t('groups.title')}
        actions={
          <span className="w-60 max-sm:w-full">
            <Input
              type="search"
              aria-label={t('groups.filterLabel')}
              placeholder={t('groups.filter')}
              value={typed}
              onChange={(event) => type(event.target.value)}
            />
          </span>
        }
      />
      {list.data === undefined ? (
        list.isError ? (
          <PageError error={list.error} retrying={list.isFetching} onRetry={() => void list.refetch()} />
        ) : (
          <SkeletonRows rows={5} label={t('groups.loading')} />
        )
      ) : (
        <Busy when={list.isPlaceholderData}>
          <Found cluster={cluster} query={query} onQuery={onQuery} page={list.data} />
        </Busy>
      )}
    </>
  );
}

function Found({ cluster, query, page, onQuery }: GroupListProps & { page: GroupPage }) {
  const { t } = useText();
  const format = useFormat();
  const missing =
    page.brokersMissing.length === 0 ? null : (
      <Notice tone="warn">
        {t('groups.missing', { count: page.brokersMissing.length, ids: format.list(page.brokersMissing) })}
      </Notice>
    );
  if (page.groups.length === 0) {
    return (
      <>
        {missing}
        {missing !== null && page.totalUnfiltered === 0 ? null : query.q === '' ? (
          <EmptyState title={t('groups.empty.title')}>{t('groups.empty.text')}</EmptyState>
        ) : (
          <EmptyState
            title={t('groups.noMatch.title')}
            actions={<Button onClick={() => onQuery({ q: '', page: 1 })}>{t('groups.noMatch.clear')}</Button>}
          >
            {t('groups.noMatch.text', { q: query.q })}
          </EmptyState>
        )}
      </>
    );
  }
  const first = (page.page - 1) * page.pageSize + 1;
  const last = first + page.groups.length - 1;
  return (
    <>
      {missing}
      <TableFrame label={t('groups.table')}>
        <Table>
          <thead>
            <tr>
              <Th>{t('groups.columns.group')}</Th>
              <Th className="max-md:hidden">{t('groups.columns.kind')}</Th>
              <Th>{t('groups.columns.state')}</Th>
              <Th num>{t('groups.columns.members')}</Th>
              <Th className="max-md:hidden">{t('groups.columns.topics')}</Th>
              <Th num>{t('groups.columns.lag')}</Th>
              <ThSpacer className="max-md:hidden" />
            </tr>
          </thead>
          <tbody>
            {page.groups.map((group) => (
              <Row key={group.groupId} cluster={cluster} group={group} />
            ))}
          </tbody>
        </Table>
      </TableFrame>
      <Pager
        label={t('groups.pager')}
        status={t('groups.page', { from: first, to: last, total: page.total })}
        onPrevious={page.page > 1 ? () => onQuery({ page: page.page - 1 }) : undefined}
        onNext={last < page.total ? () => onQuery({ page: page.page + 1 }) : undefined}
      />
    </>
  );
}

function Row({ cluster, group }: { cluster: string; group: GroupSummary }) {
  const { t } = useText();
  const format = useFormat();
  const [first, ...others] = group.topics;
  return (
    <Tr className="hover:bg-sunken/60">
      <Td mono className="min-w-32 max-md:w-full max-md:max-w-0 md:max-w-md">
        <Link
          href={groupPath(cluster, group.groupId)}
          title={group.groupId}
          className="block truncate py-1 font-medium hover:underline"
        >
          {group.groupId === '' ? t('groups.emptyId') : group.groupId}
        </Link>
      </Td>
      <Td className="text-muted max-md:hidden">{group.type ?? t('groups.kindUnknown')}</Td>
      <Td>
        <GroupStateTag state={group.state} />
      </Td>
      <Td num>{group.memberCount === null ? t('common.notKnown') : format.count(group.memberCount)}</Td>
      <Td mono className="max-w-72 truncate text-muted max-md:hidden">
        {first === undefined ? (
          t('common.notKnown')
        ) : (
          <>
            <Link href={topicPath(cluster, first, 'groups')} className="hover:underline">
              {first}
            </Link>{' '}
            {others.length === 0 ? null : <span title={others.join(', ')}>{t('groups.more', { count: others.length })}</span>}
          </>
        )}
      </Td>
      <Td num mono>
        <Lag lag={group.totalLag} />
      </Td>
      <Td aria-hidden className="max-md:hidden" />
    </Tr>
  );
}

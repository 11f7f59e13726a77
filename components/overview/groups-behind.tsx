'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { Table, TableFrame, Td, Tr } from '@/components/ui/table';
import { Ticking } from '@/components/ui/ticking';
import type { GroupListQuery, GroupPage, GroupSummary } from '@/lib/contracts/group';
import { groupPath } from '@/lib/format/console-paths';
import { compareOffsets } from '@/lib/format/offset';
import { useText } from '@/lib/i18n/text-provider';
import { groupListQuery } from '@/lib/queries/groups/group-queries';
import { useLiveGroups } from '@/lib/queries/groups/use-live-groups';
import { Quiet, Section } from './section';

const looked: GroupListQuery = { q: '', page: 1, pageSize: 100 };
const shown = 5;

function behind(groups: readonly GroupSummary[]): { groupId: string; lag: string }[] {
  return groups
    .flatMap(({ groupId, totalLag }) => (totalLag === null || totalLag === '0' ? [] : [{ groupId, lag: totalLag }]))
    .sort((left, right) => compareOffsets(right.lag, left.lag))
    .slice(0, shown);
}

/** Who could not be asked may coordinate groups. */
function nothingWords({ total, brokersMissing }: GroupPage): 'unknown' | 'noGroups' | 'none' {
  if (total > 0) return 'none';
  return brokersMissing.length > 0 ? 'unknown' : 'noGroups';
}

export function GroupsBehind({ cluster }: { cluster: string }) {
  const { t } = useText();
  useLiveGroups(cluster, looked);
  const { data } = useQuery(groupListQuery(cluster, looked));
  if (data === undefined) return null;
  const rows = behind(data.groups);
  return (
    <Section title={t('overview.behind.title')}>
      {rows.length === 0 ? (
        <Quiet>{t(`overview.behind.${nothingWords(data)}`)}</Quiet>
      ) : (
        <TableFrame label={t('overview.behind.title')}>
          <Table>
            <tbody>
              {rows.map(({ groupId, lag }) => (
                <Tr key={groupId}>
                  <Td mono grow>
                    <Link href={groupPath(cluster, groupId)} className="hover:underline">
                      {groupId}
                    </Link>
                  </Td>
                  <Td num className="text-warn">
                    <Ticking text={t('overview.behind.lag', { count: Number(lag) })} />
                  </Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        </TableFrame>
      )}
      {data.brokersMissing.length === 0 || data.total === 0 ? null : (
        <p className="text-sm text-warn">{t('overview.behind.missing')}</p>
      )}
    </Section>
  );
}

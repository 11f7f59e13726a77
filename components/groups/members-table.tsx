'use client';
import { PartitionChip } from '@/components/ui/partition-chip';
import { Table, TableFrame, Td, Th, Tr } from '@/components/ui/table';
import type { GroupMember } from '@/lib/contracts/group';
import { useText } from '@/lib/i18n/text-provider';

const chipsShown = 12;

export function MembersTable({ members }: { members: readonly GroupMember[] }) {
  const { t } = useText();
  return (
    <TableFrame label={t('groups.detail.membersTable')}>
      <Table>
        <thead>
          <tr>
            <Th>{t('groups.detail.columns.client')}</Th>
            <Th className="w-full">{t('groups.detail.columns.assignment')}</Th>
            <Th className="max-md:hidden">{t('groups.detail.columns.host')}</Th>
            <Th className="max-lg:hidden">{t('groups.detail.columns.instance')}</Th>
            <Th className="max-lg:hidden">{t('groups.detail.columns.memberId')}</Th>
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <Tr key={member.memberId}>
              <Td mono title={member.memberId}>
                {member.clientId}
              </Td>
              <Td wraps className="min-w-44 py-1">
                <Assignment member={member} />
              </Td>
              <Td mono className="text-muted max-md:hidden">
                {member.host}
              </Td>
              <Td mono className="text-muted max-lg:hidden">
                {member.instanceId ?? t('common.notKnown')}
              </Td>
              <Td mono className="max-w-80 truncate text-faint max-lg:hidden" title={member.memberId}>
                {member.memberId}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}

function Assignment({ member }: { member: GroupMember }) {
  const { t } = useText();
  const owned = member.assignment.filter(({ partitions }) => partitions.length > 0);
  if (owned.length === 0) return <span className="text-faint">{t('groups.detail.nothingAssigned')}</span>;
  return (
    <span className="grid gap-1">
      {owned.map(({ topic, partitions }) => (
        <span key={topic} className="flex flex-wrap items-center gap-1">
          <bdi dir="ltr" className="font-mono text-sm">
            {topic}
          </bdi>
          {partitions.slice(0, chipsShown).map((partition) => (
            <PartitionChip key={partition} partition={partition} />
          ))}
          {partitions.length > chipsShown ? (
            <span className="text-sm text-muted" title={partitions.join(', ')}>
              {t('groups.more', { count: partitions.length - chipsShown })}
            </span>
          ) : null}
        </span>
      ))}
    </span>
  );
}

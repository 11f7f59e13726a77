'use client';
import Link from 'next/link';
import { useState } from 'react';
import { PartitionChip } from '@/components/ui/partition-chip';
import { SortHead, Table, TableFrame, Td, Th, ThSpacer, Tr, type Sort } from '@/components/ui/table';
import { Ticking } from '@/components/ui/ticking';
import type { GroupMember, GroupOffset } from '@/lib/contracts/group';
import { topicPath } from '@/lib/format/console-paths';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { Lag } from './lag';
import { sortedOffsets, type OffsetColumn } from './sorted-offsets';

interface OffsetsTableProps {
  cluster: string;
  label: string;
  offsets: readonly GroupOffset[];
  members: readonly GroupMember[];
  /** Left out where all rows are of one topic. */
  showTopic: boolean;
}

/** What is committed, where the log ends, and who reads, partition by partition. */
export function OffsetsTable({ cluster, label, offsets, members, showTopic }: OffsetsTableProps) {
  const { t } = useText();
  const [sort, setSort] = useState<Sort<OffsetColumn>>({ by: 'partition', direction: 'ascending' });
  const hasMetadata = offsets.some(({ metadata }) => metadata !== null && metadata !== '');
  const byId = new Map(members.map((member) => [member.memberId, member]));
  const head = (column: OffsetColumn, num: boolean, className = '') => (
    <SortHead column={column} sort={sort} onSort={setSort} num={num} className={className}>
      {t(`groups.detail.columns.${column}`)}
    </SortHead>
  );
  return (
    <TableFrame label={label}>
      <Table>
        <thead>
          <tr>
            {showTopic ? <Th>{t('groups.detail.columns.topic')}</Th> : null}
            {head('partition', false)}
            {head('committed', true)}
            {head('end', true, 'max-sm:hidden')}
            {head('lag', true)}
            <Th>{t('groups.detail.columns.member')}</Th>
            {hasMetadata ? <Th className="w-full">{t('groups.detail.columns.metadata')}</Th> : <ThSpacer />}
          </tr>
        </thead>
        <tbody>
          {sortedOffsets(offsets, sort).map((offset) => (
            <Row
              key={`${offset.topic}/${offset.partition}`}
              cluster={cluster}
              offset={offset}
              member={byId.get(offset.memberId ?? '')}
              showTopic={showTopic}
            />
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}

interface RowProps {
  cluster: string;
  offset: GroupOffset;
  member: GroupMember | undefined;
  showTopic: boolean;
}

function Row({ cluster, offset, member, showTopic }: RowProps) {
  const { t } = useText();
  const format = useFormat();
  return (
    <Tr>
      {showTopic ? (
        <Td mono className="max-w-96 truncate max-sm:max-w-36" title={offset.topic}>
          <Link href={topicPath(cluster, offset.topic)} className="hover:underline">
            {offset.topic}
          </Link>
        </Td>
      ) : null}
      <Td>
        <PartitionChip partition={offset.partition} />
      </Td>
      <Td num mono>
        {offset.committed === null ? (
          <span className="text-faint">{t('groups.detail.nothingCommitted')}</span>
        ) : (
          <Ticking text={format.count(offset.committed)} />
        )}
      </Td>
      <Td num mono className="text-muted max-sm:hidden">
        {offset.end === null ? t('common.notKnown') : <Ticking text={format.count(offset.end)} />}
      </Td>
      <Td num mono>
        <Lag lag={offset.lag} />
      </Td>
      <Td className="max-w-64 truncate" title={member?.memberId ?? offset.memberId ?? undefined}>
        {offset.memberId === null ? (
          <span className="text-warn">{t('groups.detail.nobody')}</span>
        ) : (
          (member?.clientId ?? offset.memberId)
        )}
      </Td>
      <Td mono className="max-w-0 truncate text-muted" title={offset.metadata ?? undefined}>
        {offset.metadata}
      </Td>
    </Tr>
  );
}

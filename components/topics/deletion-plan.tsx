'use client';
import { PartitionChip } from '@/components/ui/partition-chip';
import { MonoName } from '@/components/ui/mono-name';
import { Notice } from '@/components/ui/notice';
import { Table, TableFrame, Td, Th, Tr } from '@/components/ui/table';
import type { RecordsDeleted } from '@/lib/contracts/topic-actions';
import { offsetDifference } from '@/lib/format/offset';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';

/** What would be gone or is, partition by partition, and who has not read it. */
export function DeletionPlan({ plan }: { plan: RecordsDeleted }) {
  const { t, rich } = useText();
  const format = useFormat();
  const cut = plan.partitions.filter(({ start, before }) => start !== before);
  return (
    <>
      {cut.length === 0 ? (
        <p className="text-muted">{t('topicActions.empty.none')}</p>
      ) : (
        <>
          {plan.dryRun ? <p className="text-muted">{t('topicActions.nothingYet')}</p> : null}
          <PlanTable rows={cut} />
          {plan.dryRun ? (
            <p>
              {rich(plan.exact ? 'topicActions.empty.total' : 'topicActions.empty.totalAtMost', {
                count: Number(plan.countAtMost),
                n: <b className="font-mono font-medium">{format.count(plan.countAtMost)}</b>,
              })}
            </p>
          ) : null}
        </>
      )}
      {plan.problems.map(({ partition }) => (
        <Notice key={partition} tone="warn">
          {t('topicActions.empty.problem', { partition })}
        </Notice>
      ))}
      {(plan.groups ?? []).map(({ groupId, unreadAtMost }) => (
        <Notice key={groupId} tone="warn">
          {rich('topicActions.empty.unread', {
            count: Number(unreadAtMost),
            group: <MonoName>{groupId}</MonoName>,
            n: format.count(unreadAtMost),
          })}
        </Notice>
      ))}
      {plan.dryRun && plan.groups === null ? <Notice tone="warn">{t('topicActions.empty.groupsUnknown')}</Notice> : null}
      {plan.groupsRefused.length === 0 ? null : (
        <Notice tone="warn">
          {t('topicActions.empty.groupsRefused', { count: plan.groupsRefused.length, groups: format.list(plan.groupsRefused) })}
        </Notice>
      )}
      {plan.brokersMissing.length === 0 ? null : (
        <Notice tone="warn">
          {t('topicActions.empty.groupsMissing', {
            count: plan.brokersMissing.length,
            brokers: format.list(plan.brokersMissing),
          })}
        </Notice>
      )}
    </>
  );
}

function PlanTable({ rows }: { rows: RecordsDeleted['partitions'] }) {
  const { t } = useText();
  const format = useFormat();
  return (
    <TableFrame label={t('topicActions.empty.table')} className="max-h-56 overflow-y-auto">
      <Table>
        <thead>
          <tr>
            <Th>{t('topicActions.empty.columns.partition')}</Th>
            <Th num>{t('topicActions.empty.columns.start')}</Th>
            <Th num>{t('topicActions.empty.columns.before')}</Th>
            <Th num className="max-sm:hidden">
              {t('topicActions.empty.columns.end')}
            </Th>
            <Th num>{t('topicActions.empty.columns.count')}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ partition, start, before, end, error }) => (
            <Tr key={partition}>
              <Td>
                <PartitionChip partition={partition} />
              </Td>
              <Td num mono className="text-muted">
                {format.count(start)}
              </Td>
              <Td num mono className="font-medium">
                {format.count(before)}
              </Td>
              <Td num mono className="text-muted max-sm:hidden">
                {format.count(end)}
              </Td>
              <Td num mono className={error === null ? '' : 'text-bad'} title={error?.message}>
                {error === null ? format.count(offsetDifference(before, start)) : error.code}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}

'use client';
import { Notice } from '@/components/ui/notice';
import { PartitionChip } from '@/components/ui/partition-chip';
import { Table, TableFrame, Td, Th, Tr } from '@/components/ui/table';
import type { TransferResult } from '@/lib/contracts/transfer';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import type { TransferEnd } from '@/lib/queries/jobs/transfer-jobs';
import { TargetTable } from './target-table';
import { hasNotes, TransferNotes } from './transfer-notes';

interface TransferPlanProps {
  plan: TransferEnd;
  isStopped: boolean;
  /** Messages go to several topics. */
  byTarget: boolean;
}

/** What a dry run has counted. */
export function TransferPlan({ plan, isStopped, byTarget }: TransferPlanProps) {
  const { t } = useText();
  const format = useFormat();
  const { chosen, bytes } = plan;
  const facts = { count: chosen, n: format.count(chosen), bytes: format.bytes(bytes) };
  return (
    <>
      <Notice tone={hasNotes(plan) ? 'warn' : 'info'}>
        {isStopped ? t('transfer.plan.stopped', facts) : chosen === 0 ? t('transfer.plan.none') : t('transfer.plan.total', facts)}
        <TransferNotes result={plan} />
      </Notice>
      {byTarget ? <TargetTable result={plan} /> : chosen === 0 ? null : <Sources sources={plan.sources} />}
    </>
  );
}

function Sources({ sources }: { sources: TransferResult['sources'] }) {
  const { t } = useText();
  const format = useFormat();
  return (
    <TableFrame label={t('transfer.plan.table')} className="max-h-44 overflow-y-auto">
      <Table>
        <thead>
          <tr>
            <Th>{t('transfer.plan.columns.partition')}</Th>
            <Th num>{t('transfer.plan.columns.records')}</Th>
            <Th num>{t('transfer.plan.columns.bytes')}</Th>
          </tr>
        </thead>
        <tbody>
          {sources.map(({ partition, records, bytes }) => (
            <Tr key={partition}>
              <Td>
                <PartitionChip partition={partition} />
              </Td>
              <Td num mono>
                {format.count(records)}
              </Td>
              <Td num className="text-muted">
                {format.bytes(bytes)}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}

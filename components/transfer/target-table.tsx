'use client';
import { MonoName } from '@/components/ui/mono-name';
import { Table, TableFrame, Td, Th, Tr } from '@/components/ui/table';
import type { TransferResult } from '@/lib/contracts/transfer';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import { StayText } from './stay-text';

/** To which topics messages go, and why others stay. */
export function TargetTable({ result }: { result: TransferResult }) {
  const { t } = useText();
  const format = useFormat();
  const { targets, stays, dryRun } = result;
  return (
    <TableFrame label={t('transfer.targets.table')} className="max-h-56 overflow-y-auto">
      <Table>
        <thead>
          <tr>
            <Th>{t('transfer.targets.topic')}</Th>
            <Th num>{t('transfer.targets.records')}</Th>
            <Th num>{t(dryRun ? 'transfer.targets.bytes' : 'transfer.targets.written')}</Th>
          </tr>
        </thead>
        <tbody>
          {targets.map(({ topic, records, bytes, written }) => (
            <Tr key={topic}>
              <Td wraps className="w-full">
                <MonoName>{topic}</MonoName>
              </Td>
              <Td num mono>
                {format.count(records)}
              </Td>
              <Td num mono={!dryRun} className="text-muted">
                {dryRun ? format.bytes(bytes) : format.count(written)}
              </Td>
            </Tr>
          ))}
          {stays.map(({ reason, topic, records }) => (
            <Tr key={`${reason} ${topic ?? ''}`}>
              <Td wraps className="w-full text-muted">
                <StayText reason={reason} topic={topic} />
              </Td>
              <Td num mono className="text-muted">
                {format.count(records)}
              </Td>
              <Td />
            </Tr>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}

'use client';
import { Table, TableFrame, Td, Th, ThSpacer, Tr } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import type { BrokerDetail } from '@/lib/contracts/broker';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { useLimitText } from '@/lib/queries/clusters/use-limit-text';
import { DiskFree } from './disk-free';

interface LogDirTableProps {
  cluster: string;
  broker: number;
  logDirs: BrokerDetail['logDirs'];
}

/** Where a broker keeps its logs, and how the disks are. */
export function LogDirTable({ cluster, broker, logDirs }: LogDirTableProps) {
  const { t } = useText();
  const limitText = useLimitText(cluster);
  const format = useFormat();
  if (logDirs === null)
    return <p className="text-muted">{limitText('DescribeLogDirs') ?? t('brokers.detail.logDirs.unknown')}</p>;
  return (
    <TableFrame label={t('brokers.detail.logDirs.table', { id: broker })}>
      <Table>
        <thead>
          <tr>
            <Th>{t('brokers.detail.logDirs.path')}</Th>
            <Th>{t('brokers.detail.logDirs.state')}</Th>
            <Th num>{t('brokers.detail.logDirs.replicas')}</Th>
            <Th num>{t('brokers.detail.logDirs.stored')}</Th>
            <Th num>{t('brokers.detail.logDirs.free')}</Th>
            <Th num>{t('brokers.detail.logDirs.total')}</Th>
            <ThSpacer />
          </tr>
        </thead>
        <tbody>
          {logDirs.map((logDir) => (
            <Tr key={logDir.path}>
              <Td mono>
                <bdi dir="ltr">{logDir.path}</bdi>
              </Td>
              <Td>
                {logDir.error === null ? (
                  <Tag tone="live">{t('brokers.detail.logDirs.well')}</Tag>
                ) : (
                  <Tag tone="bad">{logDir.error}</Tag>
                )}
              </Td>
              <Td num>{format.count(logDir.replicaCount)}</Td>
              <Td num>
                <bdi className="isolated">{format.bytes(logDir.sizeBytes)}</bdi>
              </Td>
              <Td num>
                <DiskFree totalBytes={logDir.totalBytes} freeBytes={logDir.usableBytes} />
              </Td>
              <Td num className="text-muted">
                {logDir.totalBytes === null ? (
                  t('common.notKnown')
                ) : (
                  <bdi className="isolated">{format.bytes(logDir.totalBytes)}</bdi>
                )}
              </Td>
              <Td />
            </Tr>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}

'use client';
import Link from 'next/link';
import { Table, TableFrame, Td, Th } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import { Time } from '@/components/ui/time';
import type { KafkaRecord } from '@/lib/contracts/record';
import { recordPath } from '@/lib/format/console-paths';
import { useText } from '@/lib/i18n/text-provider';
import { PayloadText } from './payload-text';

interface KeyTableProps {
  cluster: string;
  topic: string;
  /** Newest first. */
  records: readonly KafkaRecord[];
}

/** What a key stood for, newest first; a tombstone says that it was deleted. */
export function KeyTable({ cluster, topic, records }: KeyTableProps) {
  const { t } = useText();
  return (
    <TableFrame label={t('keys.table')}>
      <Table>
        <thead>
          <tr>
            <Th num>{t('keys.partition')}</Th>
            <Th num>{t('keys.offset')}</Th>
            <Th>{t('keys.time')}</Th>
            <Th className="w-full">{t('keys.value')}</Th>
          </tr>
        </thead>
        <tbody>
          {records.map(({ partition, offset, timestamp, value }, index) => (
            <tr key={`${partition}:${offset}`}>
              <Td num>{partition}</Td>
              <Td num>
                <Link href={recordPath(cluster, topic, partition, offset)} className="underline decoration-edge">
                  {offset}
                </Link>
              </Td>
              <Td className="whitespace-nowrap">
                <Time atMs={Number(timestamp)} />
              </Td>
              <Td className="max-w-0 truncate font-mono">
                {index === 0 ? <Tag>{t('keys.latest')}</Tag> : null} <PayloadText payload={value} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}

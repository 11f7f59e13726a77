'use client';
import Link from 'next/link';
import { useMemo, useState } from 'react';
import { Pager } from '@/components/ui/pager';
import { Switch } from '@/components/ui/switch';
import { Table, TableFrame, Td, Th } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { KafkaRecord, Payload } from '@/lib/contracts/record';
import { recordPath } from '@/lib/format/console-paths';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import { PayloadText } from './payload-text';

interface LatestTableProps {
  cluster: string;
  topic: string;
  /** One of a key. */
  records: readonly KafkaRecord[];
  hrefOfKey: (key: string) => string;
}

const rowsMax = 100;

const naturally = new Intl.Collator(undefined, { numeric: true });

function textOf(key: Payload | null): string {
  if (key === null) return '';
  return 'text' in key ? key.text : key.base64;
}

/** What every key stands for, by key, a page at a time. */
export function LatestTable({ cluster, topic, records, hrefOfKey }: LatestTableProps) {
  const { t } = useText();
  const format = useFormat();
  const [page, setPage] = useState(0);
  const [hasTombstones, setTombstones] = useState(true);
  const shown = useMemo(
    () =>
      records
        .filter(({ value }) => hasTombstones || value !== null)
        .toSorted((left, right) => naturally.compare(textOf(left.key), textOf(right.key))),
    [records, hasTombstones],
  );
  const first = Math.min(page * rowsMax, Math.floor(Math.max(0, shown.length - 1) / rowsMax) * rowsMax);
  const rows = shown.slice(first, first + rowsMax);
  return (
    <>
      <Switch className="self-start" label={t('keys.every.withTombstones')} checked={hasTombstones} onChange={setTombstones} />
      {rows.length === 0 ? (
        <p>{t('keys.every.none')}</p>
      ) : (
        <TableFrame label={t('keys.every.table')}>
          <Table>
            <thead>
              <tr>
                <Th>{t('keys.key')}</Th>
                <Th className="w-full">{t('keys.value')}</Th>
                <Th num>{t('keys.partition')}</Th>
                <Th num>{t('keys.offset')}</Th>
                <Th>{t('keys.time')}</Th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ partition, offset, timestamp, key, value }) => (
                <tr key={`${partition}:${offset}`}>
                  <Td className="max-w-64 truncate font-mono">
                    <Key payload={key} hrefOfKey={hrefOfKey} />
                  </Td>
                  <Td className="max-w-0 min-w-40 truncate font-mono">
                    <PayloadText payload={value} />
                  </Td>
                  <Td num>{partition}</Td>
                  <Td num>
                    <Link href={recordPath(cluster, topic, partition, offset)} className="underline decoration-edge">
                      {offset}
                    </Link>
                  </Td>
                  <Td className="whitespace-nowrap">
                    <Time atMs={Number(timestamp)} />
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </TableFrame>
      )}
      {shown.length <= rowsMax ? null : (
        <Pager
          label={t('keys.every.pager')}
          status={t('keys.every.page', {
            from: format.count(first + 1),
            to: format.count(first + rows.length),
            total: format.count(shown.length),
          })}
          onPrevious={first > 0 ? () => setPage(first / rowsMax - 1) : undefined}
          onNext={first + rowsMax < shown.length ? () => setPage(first / rowsMax + 1) : undefined}
        />
      )}
    </>
  );
}

/** A key leads to its messages where it can be asked for as it stands. */
function Key({ payload, hrefOfKey }: { payload: Payload | null; hrefOfKey: (key: string) => string }) {
  if (payload === null || !('text' in payload) || payload.text === '' || payload.truncated === true)
    return <PayloadText payload={payload} />;
  return (
    <Link href={hrefOfKey(payload.text)} className="underline decoration-edge">
      <PayloadText payload={payload} />
    </Link>
  );
}

'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { SortHead, Table, TableFrame, Th, ThSpacer } from '@/components/ui/table';
import type { OffsetsSnapshot } from '@/lib/contracts/stream';
import { useText } from '@/lib/i18n/text-provider';
import { brokersOf, partitionRowData, sortPartitions, type PartitionColumn, type PartitionSort } from './partition-row-data';
import { PartitionRow } from './partition-row';
import { useReplicaActions } from './replica-actions';
import { useLastSecond } from './use-last-second';
import { useMovedLeaders } from './use-moved-leaders';
import { useSignKeys } from './use-sign-keys';

/** More brokers than this do not fit as columns. */
const brokerColumnsMax = 8;
/** A row ticks each second: the rest of a very wide topic is shown on demand. */
const rowsAtFirst = 256;

interface PartitionTableProps {
  cluster: string;
  topic: string;
  partitions: OffsetsSnapshot['partitions'];
  offsets: OffsetsSnapshot | undefined;
  sort: PartitionSort;
  onSort: (sort: PartitionSort) => void;
  isCompact: boolean;
}

/** Partitions × brokers, and what ticks. Every column sorts. */
export function PartitionTable({ cluster, topic, partitions, offsets, sort, onSort, isCompact }: PartitionTableProps) {
  const { t } = useText();
  const [isWhole, setWhole] = useState(false);
  const lastSecond = useLastSecond(offsets);
  const movedLeader = useMovedLeaders(
    partitions,
    () => new Map(partitions.map(({ partition, leader }) => [String(partition), leader])),
  );
  const { brokers: known } = useReplicaActions();
  const holders = brokersOf(partitions);
  /* A broker without a replica has a column, too: one can be moved there. */
  const brokers = known.length === 0 ? holders : [...new Set([...holders, ...known.map(({ id }) => id)])].sort((a, b) => a - b);
  const columns = brokers.length > brokerColumnsMax ? null : brokers;
  const rows = sortPartitions(
    partitions.map((partition) => partitionRowData(partition, lastSecond(partition.partition))),
    sort,
  );
  const shown = isWhole ? rows : rows.slice(0, rowsAtFirst);
  const keys = useSignKeys({ rows: shown.length, columns: columns?.length ?? 0 });
  const head = (column: PartitionColumn, num = true) => (
    <SortHead column={column} sort={sort} onSort={onSort} num={num}>
      {t(`partitions.columns.${column}`)}
    </SortHead>
  );
  return (
    <>
      <TableFrame label={t('partitions.tableOf', { topic })}>
        <Table>
          <thead>
            <tr>
              {head('partition', false)}
              {columns === null ? (
                <>
                  {head('leader')}
                  {head('replicas', false)}
                  {head('isr', false)}
                </>
              ) : (
                columns.map((broker) => (
                  <BrokerHead
                    key={broker}
                    broker={broker}
                    isAlive={known.find(({ id }) => id === broker)?.alive ?? true}
                    sort={sort}
                    onSort={onSort}
                  />
                ))
              )}
              {head('start')}
              {head('high')}
              {isCompact ? null : head('count')}
              {head('last')}
              {head('rate')}
              {isCompact ? null : head('bytes')}
              <Th>{t('partitions.columns.plot')}</Th>
              {head('size')}
              {head('epoch')}
              {isCompact ? (
                <ThSpacer />
              ) : (
                <Th>
                  <span className="sr-only">{t('partitions.columns.trouble')}</span>
                </Th>
              )}
            </tr>
          </thead>
          <tbody onKeyDown={keys.onKeyDown}>
            {shown.map((row, rowIndex) => (
              <PartitionRow
                key={row.partition.partition}
                cluster={cluster}
                topic={topic}
                row={row}
                brokers={columns}
                history={offsets?.partitionHistory[String(row.partition.partition)]}
                leaderMoved={movedLeader(String(row.partition.partition))}
                rowIndex={rowIndex}
                keys={keys}
                isCompact={isCompact}
              />
            ))}
          </tbody>
        </Table>
      </TableFrame>
      {shown.length < rows.length ? (
        <Button className="justify-self-start" onClick={() => setWhole(true)}>
          {t('partitions.showRest', { count: rows.length - shown.length })}
        </Button>
      ) : null}
    </>
  );
}

interface BrokerHeadProps {
  broker: number;
  isAlive: boolean;
  sort: PartitionSort;
  onSort: (sort: PartitionSort) => void;
}

/** The columns of the map: a click sorts by who leads, the next one by who is missing from the in-sync set. */
function BrokerHead({ broker, isAlive, sort, onSort }: BrokerHeadProps) {
  const { t } = useText();
  const next: PartitionSort =
    sort.by !== 'leader'
      ? { by: 'leader', direction: 'ascending' }
      : {
          by: sort.direction === 'ascending' ? 'leader' : 'isr',
          direction: sort.direction === 'ascending' ? 'descending' : 'ascending',
        };
  const active = sort.by === 'leader' || sort.by === 'isr';
  return (
    <Th className="text-center" {...(active ? { 'aria-sort': sort.direction } : { 'aria-sort': 'none' })}>
      <button
        type="button"
        className={cx('min-h-6 rounded-sm', isAlive ? 'hover:text-ink' : 'text-bad')}
        title={t('partitions.sortMap')}
        onClick={() => onSort(next)}
      >
        {t('partitions.broker', { broker })}
      </button>
    </Th>
  );
}

'use client';
import Link from 'next/link';
import { useMemo, useRef, type CSSProperties } from 'react';
import { cx } from '@/components/ui/cx';
import { PartitionChip } from '@/components/ui/partition-chip';
import { useRowWindow } from '@/components/ui/use-row-window';
import type { PartitionReplicas, ReplicaMap } from '@/lib/contracts/replicas';
import { topicPath } from '@/lib/format/console-paths';
import { useText } from '@/lib/i18n/text-provider';
import { ReplicaCell } from './replica-cell';
import { useMovedLeaders } from './use-moved-leaders';
import { useSignKeys, type SignKeys } from './use-sign-keys';

interface MapRow {
  readonly topic: string;
  readonly partition: PartitionReplicas;
  readonly isFirst: boolean;
}

const rowHeight = 30;
const headHeight = 31;
const rowsInSight = 18;

function rowsOf(map: ReplicaMap): MapRow[] {
  return map.topics.flatMap(({ name, partitions }) =>
    partitions.map((partition, index) => ({ topic: name, partition, isFirst: index === 0 })),
  );
}

const keyOf = ({ topic, partition }: MapRow): string => `${topic}-${partition.partition}`;

/** Rows of which only those in sight exist. Arrow keys move between the signs. */
export function MapTable({ cluster, map }: { cluster: string; map: ReplicaMap }) {
  const { t } = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => rowsOf(map), [map]);
  const moved = useMovedLeaders(map, () => new Map(rows.map((row) => [keyOf(row), row.partition.leader])));
  const { shown, reveal } = useRowWindow(scroller, { count: rows.length, rowHeight, headHeight });
  const keys = useSignKeys({ rows: rows.length, columns: map.brokers.length }, reveal);
  const columns: CSSProperties = {
    gridTemplateColumns: `minmax(5rem, 24rem) 3.75rem repeat(${map.brokers.length}, minmax(3.5rem, 6rem)) minmax(0, 1fr)`,
  };
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={t('brokers.map.table')}
      aria-rowcount={rows.length + 1}
      aria-description={t('brokers.map.keys')}
      onKeyDown={keys.onKeyDown}
      style={{ maxBlockSize: headHeight + rowHeight * rowsInSight }}
      className="min-w-0 overflow-auto rounded-lg border border-line bg-surface [overflow-anchor:none]"
    >
      <div role="rowgroup" className="sticky inset-bs-0 z-1 min-w-fit border-b border-line bg-surface">
        <div
          role="row"
          aria-rowindex={1}
          style={columns}
          className="grid h-[30px] items-center px-3 text-sm font-medium text-faint"
        >
          <span role="columnheader">{t('brokers.map.topic')}</span>
          <span role="columnheader" className="ps-2">
            {t('partitions.columns.partition')}
          </span>
          {map.brokers.map(({ id, alive }) => (
            <span key={id} role="columnheader" className={cx('text-center', !alive && 'text-bad')}>
              {t('partitions.broker', { broker: id })}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="relative min-w-fit" style={{ blockSize: rows.length * rowHeight }}>
        {shown.map((index) => {
          const row = rows[index];
          return row === undefined ? null : (
            <Row
              key={keyOf(row)}
              cluster={cluster}
              row={row}
              brokers={map.brokers}
              index={index}
              top={index * rowHeight}
              columns={columns}
              keys={keys}
              moved={moved(keyOf(row))}
            />
          );
        })}
      </div>
    </div>
  );
}

interface RowProps {
  cluster: string;
  row: MapRow;
  brokers: ReplicaMap['brokers'];
  index: number;
  top: number;
  columns: CSSProperties;
  keys: SignKeys;
  moved: boolean;
}

function Row({ cluster, row: { topic, partition, isFirst }, brokers, index, top, columns, keys, moved }: RowProps) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      style={{ ...columns, insetBlockStart: top, blockSize: rowHeight }}
      className={cx('absolute inset-x-0 grid items-center px-3', isFirst && index > 0 && 'border-t border-line')}
    >
      <span role="rowheader" className="min-w-0 truncate font-mono text-sm">
        <Link
          href={topicPath(cluster, topic, 'partitions')}
          title={topic}
          tabIndex={isFirst ? undefined : -1}
          className={cx('hover:underline', !isFirst && 'text-faint')}
        >
          {topic}
        </Link>
      </span>
      <span role="gridcell" className="ps-2">
        <PartitionChip partition={partition.partition} />
      </span>
      {brokers.map(({ id }, column) => (
        <span key={id} role="gridcell" className="text-center">
          <ReplicaCell
            topic={topic}
            partition={partition}
            broker={id}
            place={{ row: index, column }}
            keys={keys}
            moved={moved && partition.leader === id}
          />
        </span>
      ))}
    </div>
  );
}

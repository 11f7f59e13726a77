'use client';
import Link from 'next/link';
import { memo, useMemo, type CSSProperties } from 'react';
import { cx } from '@/components/ui/cx';
import { hueStyle } from '@/components/ui/hue-chip';
import { PartitionChip } from '@/components/ui/partition-chip';
import { Time } from '@/components/ui/time';
import type { KafkaRecord } from '@/lib/contracts/record';
import { partitionHue } from '@/lib/format/partition-hue';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import { FieldCell } from './field-cell';
import { fieldValue } from './field-value';
import { PayloadPreview } from './payload-preview';
import type { RecordColumns } from './record-columns';
import { fieldLabel, type LineCount } from './table-choice';

export const rowClass =
  'absolute inset-x-0 top-0 grid gap-x-3 border-b border-line/65 px-3 leading-5 max-sm:grid-cols-[auto_auto_minmax(0,1fr)_auto] max-sm:content-center sm:grid-cols-(--record-columns)';

/** A text that fills the lines of its row and is cut where they end. */
const clamps: Record<LineCount, string> = {
  1: 'truncate',
  2: 'line-clamp-2 [overflow-wrap:anywhere]',
  4: 'line-clamp-4 [overflow-wrap:anywhere]',
};

interface RecordRowProps {
  id: string;
  topic: string;
  record: KafkaRecord;
  columns: RecordColumns;
  lines: LineCount;
  href: string;
  top: number;
  height: number;
  rowIndex: number;
  isActive: boolean;
  isOpen: boolean;
  isFresh: boolean;
  onOpen: (record: KafkaRecord, topic: string, rowIndex: number) => void;
}

/** One record: as many lines as were chosen, on a small screen below a line of facts. The offset is a link, so that a record can be opened elsewhere. */
export const RecordRow = memo(function RecordRow(props: RecordRowProps) {
  const { id, topic, record, columns, lines, href, top, height, rowIndex, isActive, isOpen, isFresh, onOpen } = props;
  const { t } = useText();
  const format = useFormat();
  const { shown, fields, hasTopic } = columns;
  const cells = useMemo(() => fields.map(({ path, field }) => ({ path, value: fieldValue(record, field) })), [record, fields]);
  const clamp = clamps[lines];
  const hue = partitionHue(record.partition);
  const style: CSSProperties = { ...hueStyle(hue), transform: `translateY(${top}px)`, blockSize: height };
  const atMs = Number(record.timestamp);
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={rowIndex + 2}
      aria-selected={isOpen}
      style={style}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        onOpen(record, topic, rowIndex);
      }}
      className={cx(
        rowClass,
        lines === 1 ? 'items-center' : 'items-start py-[5px]',
        'cursor-default',
        isFresh ? 'lights-up' : isOpen ? 'bg-select' : 'hover:bg-sunken/60',
        isActive && 'outline-2 -outline-offset-2 outline-focus',
      )}
    >
      {shown.has('time') ? (
        <span role="gridcell" className="truncate font-mono text-faint max-sm:order-3">
          {atMs < 0 ? t('messages.noTime') : <Time atMs={atMs} style="clock" />}
        </span>
      ) : null}
      {hasTopic ? (
        <span role="gridcell" title={topic} className="truncate font-mono max-sm:order-first max-sm:col-span-4">
          <bdi dir="ltr">{topic}</bdi>
        </span>
      ) : null}
      {shown.has('partition') ? (
        <span role="gridcell" className="max-sm:order-1">
          <PartitionChip partition={record.partition} />
        </span>
      ) : null}
      <span role="gridcell" className="font-mono sm:[text-align:right] max-sm:order-2">
        <Link href={href} prefetch={false} tabIndex={-1} className="hover:underline" title={t('messages.openPage')}>
          {format.count(record.offset)}
        </Link>
      </span>
      {shown.has('key') ? (
        <span
          role="gridcell"
          className={cx(clamp, 'font-mono', shown.has('value') ? 'max-sm:hidden' : 'max-sm:order-6 max-sm:col-span-4')}
        >
          <PayloadPreview payload={record.key} decoded={record.decoded?.key} lines={lines} plain />
        </span>
      ) : null}
      {cells.map(({ path, value }) => (
        <span key={path} role="gridcell" className={cx(clamp, 'font-mono max-sm:order-5 max-sm:col-span-4 max-sm:line-clamp-1')}>
          <bdi dir="ltr" className="text-faint sm:hidden">
            {fieldLabel(path)}{' '}
          </bdi>
          <FieldCell value={value} lines={lines} />
        </span>
      ))}
      {shown.has('value') ? (
        <span role="gridcell" className={cx(clamp, 'font-mono max-sm:order-6 max-sm:col-span-4')}>
          {shown.has('key') ? (
            <span className="sm:hidden">
              <PayloadPreview payload={record.key} decoded={record.decoded?.key} plain />{' '}
            </span>
          ) : null}
          <PayloadPreview payload={record.value} decoded={record.decoded?.value} lines={lines} />
        </span>
      ) : null}
      {shown.has('size') ? (
        <span role="gridcell" className="isolated text-faint [text-align:right] max-sm:order-4">
          {format.bytes(record.sizes.record)}
        </span>
      ) : null}
    </div>
  );
});

'use client';
import Link from 'next/link';
import { memo, type CSSProperties } from 'react';
import { cx } from '@/components/ui/cx';
import { HueChip, hueStyle } from '@/components/ui/hue-chip';
import { Time } from '@/components/ui/time';
import type { KafkaRecord } from '@/lib/contracts/record';
import { partitionHue } from '@/lib/format/partition-hue';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import { PayloadPreview } from './payload-preview';

export const rowClass =
  'absolute inset-x-0 top-0 grid items-center gap-x-3 border-b border-line/65 px-3 max-sm:grid-cols-[auto_auto_minmax(0,1fr)_auto] max-sm:content-center sm:grid-cols-(--record-columns)';

interface RecordRowProps {
  id: string;
  record: KafkaRecord;
  href: string;
  top: number;
  height: number;
  rowIndex: number;
  isActive: boolean;
  isOpen: boolean;
  isFresh: boolean;
  onOpen: (record: KafkaRecord, rowIndex: number) => void;
}

/** One record: a line, or two on a small screen. The offset is a link, so that a record can be opened elsewhere. */
export const RecordRow = memo(function RecordRow(props: RecordRowProps) {
  const { id, record, href, top, height, rowIndex, isActive, isOpen, isFresh, onOpen } = props;
  const { t } = useText();
  const format = useFormat();
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
        onOpen(record, rowIndex);
      }}
      className={cx(
        rowClass,
        'cursor-default',
        isFresh ? 'lights-up' : isOpen ? 'bg-select' : 'hover:bg-sunken/60',
        isActive && 'outline-2 -outline-offset-2 outline-focus',
      )}
    >
      <span role="gridcell" className="truncate font-mono text-faint max-sm:order-3">
        {atMs < 0 ? t('messages.noTime') : <Time atMs={atMs} style="clock" />}
      </span>
      <span role="gridcell" className="max-sm:order-1">
        <HueChip hue={hue}>{t('messages.partition', { partition: record.partition })}</HueChip>
      </span>
      <span role="gridcell" className="font-mono sm:[text-align:right] max-sm:order-2">
        <Link href={href} prefetch={false} tabIndex={-1} className="hover:underline" title={t('messages.openPage')}>
          {format.count(record.offset)}
        </Link>
      </span>
      <span role="gridcell" className="truncate font-mono max-sm:hidden">
        <PayloadPreview payload={record.key} decoded={record.decoded?.key} plain />
      </span>
      <span role="gridcell" className="truncate font-mono max-sm:order-5 max-sm:col-span-4">
        <span className="sm:hidden">
          <PayloadPreview payload={record.key} decoded={record.decoded?.key} plain />{' '}
        </span>
        <PayloadPreview payload={record.value} decoded={record.decoded?.value} />
      </span>
      <span role="gridcell" className="isolated text-faint [text-align:right] max-sm:order-4">
        {format.bytes(record.sizes.record)}
      </span>
    </div>
  );
});

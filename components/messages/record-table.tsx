'use client';
import { useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { cx } from '@/components/ui/cx';
import { useRowWindow } from '@/components/ui/use-row-window';
import type { KafkaRecord } from '@/lib/contracts/record';
import { recordPath } from '@/lib/format/console-paths';
import { placeKey, type RecordPlace } from '@/lib/format/record-place';
import { useText } from '@/lib/i18n/text-provider';
import { GapRow } from './gap-row';
import { columnWidths, recordColumns, rowHeight } from './record-columns';
import { RecordHead } from './record-head';
import { RecordRow } from './record-row';
import type { TableChoice } from './table-choice';
import type { TailGap, TailRow } from './tail-store';
import { useFillHeight } from './use-fill-height';
import { useIsNarrow } from './use-is-narrow';

const headHeight = 31;
const endPadding = 4;

interface RecordTableProps {
  cluster: string;
  /** The rows are of several topics. */
  hasTopic?: boolean;
  label: string;
  table: TableChoice;
  length: number;
  row: (index: number) => TailRow<KafkaRecord> | undefined;
  /** Grows by one for each row put on top, so that what is being read stays in place. */
  addedCount?: number;
  open: RecordPlace | null;
  fresh: ReadonlySet<string>;
  onOpen: (record: KafkaRecord, topic: string) => void;
  gapState?: (id: number) => 'idle' | 'loading' | 'failed';
  onLoadGap?: (topic: string, id: number, gap: TailGap) => void;
  footer?: ReactNode;
  className?: string;
}

function rowKey(row: TailRow<KafkaRecord>): string {
  return row.kind === 'gap' ? `gap ${row.id}` : `${row.topic} ${placeKey(row.record)}`;
}

/** Rows of which only those in sight exist. Arrow keys move, Enter opens. */
export function RecordTable(props: RecordTableProps) {
  const {
    cluster,
    hasTopic = false,
    label,
    table,
    length,
    row,
    addedCount = 0,
    open,
    fresh,
    onOpen,
    gapState,
    onLoadGap,
    footer,
    className,
  } = props;
  const { t } = useText();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useActiveRow(addedCount, length);
  const isNarrow = useIsNarrow();
  const columns = useMemo(() => recordColumns(table, hasTopic), [table, hasTopic]);
  const height = rowHeight(table, isNarrow, hasTopic);
  const fillHeight = useFillHeight(scroller);
  const rows = useRowWindow(scroller, { count: length, rowHeight: height, headHeight });
  useSteadyScroll(scroller, addedCount, height);

  const move = (to: number) => {
    const next = Math.min(length - 1, Math.max(0, to));
    setActive(next);
    rows.reveal(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = keyTarget(event.key, active ?? -1, length, Math.floor((scroller.current?.clientHeight ?? 0) / height) - 1);
    if (target !== undefined) {
      event.preventDefault();
      move(target);
    } else if (event.key === 'Enter' && active !== null) {
      const item = row(active);
      if (item?.kind === 'record') onOpen(item.record, item.topic);
    }
  };

  return (
    <div className={cx('min-w-0 overflow-hidden rounded-lg border border-line bg-surface', className)}>
      <div
        ref={scroller}
        role="grid"
        aria-label={label}
        aria-rowcount={length + 1}
        aria-activedescendant={active === null ? undefined : `${id}${active}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        style={{ ...columnWidths(columns, row(0), row(length - 1)), blockSize: fillHeight }}
        className="overflow-y-auto [overflow-anchor:none] focus-visible:-outline-offset-2 max-sm:overflow-x-hidden sm:overflow-x-auto"
      >
        <RecordHead columns={columns} />
        <div role="rowgroup" className="relative sm:min-w-(--record-width)" style={{ blockSize: length * height + endPadding }}>
          {rows.shown.map((index) => {
            const content = row(index);
            if (content === undefined) return null;
            if (content.kind === 'gap') {
              return (
                <GapRow
                  key={rowKey(content)}
                  gap={content.gap}
                  topic={hasTopic ? content.topic : null}
                  top={index * height}
                  height={height}
                  rowIndex={index}
                  state={gapState?.(content.id) ?? 'idle'}
                  onLoad={() => onLoadGap?.(content.topic, content.id, content.gap)}
                />
              );
            }
            const place = placeKey(content.record);
            return (
              <RecordRow
                key={rowKey(content)}
                id={`${id}${index}`}
                topic={content.topic}
                record={content.record}
                columns={columns}
                lines={table.lines}
                href={recordPath(cluster, content.topic, content.record.partition, content.record.offset)}
                top={index * height}
                height={height}
                rowIndex={index}
                isActive={active === index}
                isOpen={open !== null && placeKey(open) === place}
                isFresh={fresh.has(place)}
                onOpen={(record, topic, rowIndex) => {
                  setActive(rowIndex);
                  onOpen(record, topic);
                }}
              />
            );
          })}
        </div>
      </div>
      {footer === undefined ? null : <div className="border-t border-line px-3 py-1.5 text-sm text-muted">{footer}</div>}
      <span className="sr-only">{t('messages.keys')}</span>
    </div>
  );
}

function keyTarget(key: string, active: number, length: number, page: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return active + 1;
    case 'ArrowUp':
      return active - 1;
    case 'PageDown':
      return active + page;
    case 'PageUp':
      return active - page;
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
    default:
      return undefined;
  }
}

/** The row that has the keyboard; it moves down with what is put on top of it. */
function useActiveRow(addedCount: number, length: number): readonly [number | null, (index: number) => void] {
  const [place, setPlace] = useState<{ readonly index: number; readonly addedCount: number } | null>(null);
  const index = place === null ? null : place.index + addedCount - place.addedCount;
  return [index !== null && index < length ? index : null, (next) => setPlace({ index: next, addedCount })];
}

/** Rows put on top push the others down; whoever has scrolled keeps reading the same row. */
function useSteadyScroll(scroller: RefObject<HTMLDivElement | null>, addedCount: number, height: number): void {
  const before = useRef(addedCount);
  useLayoutEffect(() => {
    const added = addedCount - before.current;
    before.current = addedCount;
    const element = scroller.current;
    if (element !== null && added > 0 && element.scrollTop > height / 2)
      element.scrollBy({ top: added * height, behavior: 'instant' });
  }, [scroller, addedCount, height]);
}

'use client';
import { cx } from '@/components/ui/cx';
import { useText } from '@/lib/i18n/text-provider';
import type { RecordColumns } from './record-columns';
import { fieldLabel, type OptionalColumn } from './table-choice';

/** The names of the columns; small screens have room for that of the value and of the size. */
export function RecordHead({ columns: { shown, fields, hasTopic } }: { columns: RecordColumns }) {
  const { t } = useText();
  const head = (column: OptionalColumn, className: string) =>
    shown.has(column) ? (
      <span role="columnheader" className={cx('truncate', className)}>
        {t(`messages.columns.${column}`)}
      </span>
    ) : null;
  return (
    <div
      role="rowgroup"
      className="sticky inset-bs-0 z-1 border-b border-line bg-surface text-sm font-medium text-faint sm:min-w-(--record-width)"
    >
      <div
        role="row"
        aria-rowindex={1}
        className="grid items-baseline gap-x-3 px-3 py-1.5 max-sm:grid-cols-[1fr_auto] sm:grid-cols-(--record-columns)"
      >
        {head('time', 'max-sm:sr-only')}
        {hasTopic ? (
          <span role="columnheader" className="truncate max-sm:sr-only">
            {t('messages.columns.topic')}
          </span>
        ) : null}
        {head('partition', 'max-sm:sr-only')}
        <span role="columnheader" className="truncate max-sm:sr-only sm:[text-align:right]">
          {t('messages.columns.offset')}
        </span>
        {head('key', 'max-sm:sr-only')}
        {fields.map(({ path }) => (
          <span key={path} role="columnheader" title={path} className="truncate font-mono max-sm:sr-only">
            <bdi dir="ltr">{fieldLabel(path)}</bdi>
          </span>
        ))}
        {head('value', '')}
        {head('size', '[text-align:right]')}
      </div>
    </div>
  );
}

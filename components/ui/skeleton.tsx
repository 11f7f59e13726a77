import { cx } from './cx';

/** The place of something that is on its way. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cx('shimmers block h-3 rounded-sm', className)} />;
}

const widths = ['w-3/5', 'w-2/5', 'w-1/2', 'w-1/3', 'w-2/3'];

/** Rows of a table that is on its way; `label` says so to assistive technology. */
export function SkeletonRows({ rows, label }: { rows: number; label: string }) {
  return (
    <div role="status" aria-label={label} className="rounded-lg border border-line bg-surface">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-row items-center border-b border-line/65 px-3 last:border-b-0">
          <Skeleton className={cx(widths[row % widths.length])} />
        </div>
      ))}
    </div>
  );
}

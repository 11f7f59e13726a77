'use client';
import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx';

/** The frame of a table: it scrolls sideways by itself, so the page never does, and takes focus so that a keyboard can scroll it. */
export function TableFrame({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className={cx('relative min-w-0 overflow-x-auto rounded-lg border border-line bg-surface', className)}
    >
      {children}
    </div>
  );
}

export function Table({ className, ...rest }: ComponentProps<'table'>) {
  return <table className={cx('w-full border-collapse', className)} {...rest} />;
}

const headClass =
  'sticky inset-bs-0 z-1 bg-surface border-b border-line px-3 py-1.5 max-sm:px-2 text-sm font-medium whitespace-nowrap text-faint';
/* Figures line up at the right in both directions. */
const numberClass = '[text-align:right]';

interface HeadProps extends ComponentProps<'th'> {
  num?: boolean;
}

export function Th({ num = false, className, ...rest }: HeadProps) {
  return <th scope="col" className={cx(headClass, num ? numberClass : 'text-start', className)} {...rest} />;
}

/** Takes the room that is left, so that narrow columns stay together. A cell, not a head: it names nothing. */
export function ThSpacer({ className }: { className?: string }) {
  return <td aria-hidden className={cx('w-full border-b border-line', className)} />;
}

export interface Sort<Column extends string> {
  readonly by: Column;
  readonly direction: 'ascending' | 'descending';
}

interface SortHeadProps<Column extends string> {
  column: Column;
  sort: Sort<Column>;
  onSort: (sort: Sort<Column>) => void;
  /** The direction of the first click: figures are wanted largest first. */
  first?: Sort<Column>['direction'];
  num?: boolean;
  className?: string;
  children: ReactNode;
}

export function SortHead<Column extends string>(props: SortHeadProps<Column>) {
  const { column, sort, onSort, num = false, first = num ? 'descending' : 'ascending', className, children } = props;
  const active = sort.by === column;
  const other = sort.direction === 'ascending' ? 'descending' : 'ascending';
  return (
    <th
      scope="col"
      aria-sort={active ? sort.direction : 'none'}
      className={cx(headClass, num ? numberClass : 'text-start', className)}
    >
      <button
        type="button"
        onClick={() => onSort({ by: column, direction: active ? other : first })}
        className={cx('inline-flex min-h-6 items-center gap-1 rounded-sm hover:text-ink', active && 'text-ink')}
      >
        {num ? null : children}
        <span aria-hidden className={cx('inline-block w-2', !active && 'opacity-0')}>
          {active && sort.direction === 'ascending' ? '↑' : '↓'}
        </span>
        {num ? children : null}
      </button>
    </th>
  );
}

export function Tr({ className, ...rest }: ComponentProps<'tr'>) {
  return <tr className={cx('border-b border-line/65 last:border-b-0', className)} {...rest} />;
}

interface CellProps extends ComponentProps<'td'> {
  num?: boolean;
  mono?: boolean;
  /** Goes on in the next line, broken anywhere if need be. */
  wraps?: boolean;
  /** Takes the room that is left and cuts what does not fit. */
  grow?: boolean;
}

export function Td({ num = false, mono = false, wraps = false, grow = false, className, ...rest }: CellProps) {
  return (
    <td
      className={cx(
        'h-row px-3 max-sm:px-2',
        wraps ? 'wrap-anywhere' : 'whitespace-nowrap',
        num && numberClass,
        mono && 'font-mono text-sm',
        grow && 'w-full max-w-0 truncate',
        className,
      )}
      {...rest}
    />
  );
}

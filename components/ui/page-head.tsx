'use client';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useText } from '@/lib/i18n/text-provider';
import { cx } from './cx';

export interface Crumb {
  readonly href: string;
  readonly label: string;
}

interface PageHeadProps {
  title: ReactNode;
  crumbs?: readonly Crumb[];
  /** The title is a name of something, not a word of ours. */
  mono?: boolean;
  /** Facts in the line of the title. */
  facts?: ReactNode;
  /** Controls at the end of the line. */
  actions?: ReactNode;
}

/** Where one is, what it is, and what can be done with it, in one line. */
export function PageHead({ title, crumbs = [], mono = false, facts, actions }: PageHeadProps) {
  const { t } = useText();
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-5 gap-y-2">
      <div className="flex min-w-0 flex-1 basis-60 flex-wrap items-baseline gap-x-5 gap-y-1">
        <div className="flex min-w-0 flex-wrap items-baseline gap-x-1.5">
          {crumbs.length === 0 ? null : (
            <nav aria-label={t('common.breadcrumbs')} className="text-sm text-faint">
              <ol className="flex gap-1.5">
                {crumbs.map((crumb) => (
                  <li key={crumb.href} className="flex gap-1.5">
                    <Link href={crumb.href} className="inline-block min-h-6 leading-6 hover:text-ink hover:underline">
                      {crumb.label}
                    </Link>
                    <span aria-hidden className="leading-6">
                      /
                    </span>
                  </li>
                ))}
              </ol>
            </nav>
          )}
          <h1
            dir={mono ? 'ltr' : undefined}
            className={cx('text-2xl font-semibold tracking-tight break-all', mono && 'font-mono text-[20px]')}
          >
            {title}
          </h1>
        </div>
        {facts === undefined ? null : <div className="flex flex-wrap gap-x-4 gap-y-0.5 text-muted">{facts}</div>}
      </div>
      {actions === undefined ? null : <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}

/** One fact of a line of facts: the figure in ink, its words muted. */
export function Fact({ children }: { children: ReactNode }) {
  return <span className="[&_b]:font-medium [&_b]:text-ink">{children}</span>;
}

'use client';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { cx } from './cx';
import { useCurrentInSight } from './use-current-in-sight';

export interface LinkTab {
  readonly href: string;
  readonly label: ReactNode;
  readonly current: boolean;
}

/** Tabs that are pages of their own: links, so they can be opened, shared and walked back. */
export function LinkTabs({ label, tabs }: { label: string; tabs: readonly LinkTab[] }) {
  const bar = useCurrentInSight<HTMLUListElement>(tabs.find((tab) => tab.current)?.href);
  return (
    <nav aria-label={label} className="border-b border-line">
      <ul ref={bar} className="-mb-px flex gap-4 overflow-x-auto sm:gap-5">
        {tabs.map((tab) => (
          <li key={tab.href} className="shrink-0">
            <Link
              href={tab.href}
              aria-current={tab.current ? 'page' : undefined}
              className={cx(
                'block border-b-2 py-1.5 -outline-offset-2',
                tab.current ? 'border-ink font-medium text-ink' : 'border-transparent text-muted hover:text-ink',
              )}
            >
              {tab.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

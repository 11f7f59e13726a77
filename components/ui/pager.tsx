'use client';
import type { ReactNode } from 'react';
import { useText } from '@/lib/i18n/text-provider';
import { Button } from './button';

interface PagerProps {
  /** Read out for the pair of buttons. */
  label: string;
  /** Where in the whole this page is: "1–50 of 214". */
  status: ReactNode;
  onPrevious?: (() => void) | undefined;
  onNext?: (() => void) | undefined;
  previousLabel?: string;
  nextLabel?: string;
  pending?: boolean;
}

export function Pager({ label, status, onPrevious, onNext, previousLabel, nextLabel, pending = false }: PagerProps) {
  const { t } = useText();
  return (
    <nav aria-label={label} aria-busy={pending} className="flex flex-wrap items-center justify-between gap-2 text-muted">
      <span aria-live="polite">{status}</span>
      <span className="flex gap-2">
        <Button size="small" disabled={onPrevious === undefined} onClick={onPrevious}>
          {previousLabel ?? t('common.previous')}
        </Button>
        <Button size="small" disabled={onNext === undefined} onClick={onNext}>
          {nextLabel ?? t('common.next')}
        </Button>
      </span>
    </nav>
  );
}

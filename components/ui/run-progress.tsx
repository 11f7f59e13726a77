'use client';
import type { ReactNode } from 'react';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import { Button } from './button';
import { ProgressBar } from './progress-bar';

interface RunProgressProps {
  /** What is done by now, in words; undefined before anything is known. */
  title: string | undefined;
  /** From 0 to 1. */
  done: number;
  isStopping: boolean;
  onStop: () => void;
  /** More to say of it. */
  children?: ReactNode;
}

/** Long work that is under way: how far it is, and how to stop it. */
export function RunProgress({ title, done, isStopping, onStop, children }: RunProgressProps) {
  const { t } = useText();
  return (
    <div className="grid gap-2 rounded-md border border-line p-3">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <span className="isolated font-medium">{title ?? t('run.starting')}</span>
        <Button size="small" disabled={isStopping} onClick={onStop}>
          {t(isStopping ? 'run.stopping' : 'run.stop')}
        </Button>
      </div>
      <ProgressBar label={t('run.progress')} done={done} />
      {children === undefined ? null : <div className="flex flex-wrap gap-x-3 text-sm text-muted">{children}</div>}
    </div>
  );
}

interface RunPaceProps {
  pace: { readonly perSecond: number; readonly elapsedMs: number; readonly failed: number };
}

/** How fast it goes, and what did not. */
export function RunPace({ pace: { perSecond, elapsedMs, failed } }: RunPaceProps) {
  const { t } = useText();
  const format = useFormat();
  return (
    <>
      <span>{t('run.rate', { rate: format.rate(perSecond), duration: format.duration(elapsedMs) })}</span>
      {failed === 0 ? null : <span className="text-bad">{t('run.failed', { count: failed })}</span>}
    </>
  );
}

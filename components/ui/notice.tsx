import type { ReactNode } from 'react';
import { cx } from './cx';

export type NoticeTone = 'info' | 'good' | 'warn' | 'bad';

const tones: Record<NoticeTone, string> = {
  info: 'border-line-strong bg-sunken text-ink',
  good: 'border-live bg-live-soft text-ink',
  warn: 'border-warn bg-warn-soft text-ink',
  bad: 'border-bad bg-bad-soft text-ink',
};

interface NoticeProps {
  tone: NoticeTone;
  title?: ReactNode;
  actions?: ReactNode;
  className?: string;
  children?: ReactNode;
}

/** One thing that happened, where, and what to do. */
export function Notice({ tone, title, actions, className, children }: NoticeProps) {
  return (
    <div
      role={tone === 'bad' ? 'alert' : 'status'}
      className={cx(
        'flex flex-wrap items-baseline justify-between gap-x-4 gap-y-2 rounded-md border-s-3 px-3.5 py-2',
        tones[tone],
        className,
      )}
    >
      <div className="min-w-0 flex-1 basis-60 break-words">
        {title === undefined ? null : <strong className="font-medium">{title} </strong>}
        {children}
      </div>
      {actions === undefined ? null : <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}

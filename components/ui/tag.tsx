import type { ReactNode } from 'react';
import { cx } from './cx';

export type Tone = 'plain' | 'live' | 'warn' | 'bad';

const tones: Record<Tone, string> = {
  plain: 'bg-sunken text-muted',
  live: 'bg-live-soft text-live',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
};

interface TagProps {
  tone?: Tone;
  title?: string;
  className?: string;
  children: ReactNode;
}

export function Tag({ tone = 'plain', title, className, children }: TagProps) {
  return (
    <span
      title={title}
      className={cx(
        'inline-flex items-center gap-1 rounded-full px-[7px] font-sans text-xs whitespace-nowrap',
        tones[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}

import type { ReactNode } from 'react';
import { cx } from './cx';

/** A key to press. `plain` takes the colours of the button it sits in. */
export function Kbd({ children, plain = false }: { children: ReactNode; plain?: boolean }) {
  return (
    <kbd
      dir="ltr"
      className={cx(
        'rounded-sm border px-1.5 font-mono text-[11px] leading-4 whitespace-nowrap',
        plain ? 'border-current' : 'border-line-strong bg-surface text-muted',
      )}
    >
      {children}
    </kbd>
  );
}

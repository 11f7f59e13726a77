import type { ReactNode } from 'react';
import { cx } from './cx';

/** What is shown while something newer is on its way: a little paler, still readable. */
export function Busy({ when, children }: { when: boolean; children: ReactNode }) {
  return (
    <div aria-busy={when} className={cx('grid min-w-0 gap-3 transition-opacity', when && 'opacity-70')}>
      {children}
    </div>
  );
}

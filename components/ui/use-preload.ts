import { useEffect } from 'react';

/** By then the page is busy with nothing else. */
const idleAfterMs = 2000;

/**
 * Fetches code that the page will want: `when idle` for what a click may ask for, `at once` for what is shown as soon as its data is there. What
 * cannot be had now is asked for again when it is wanted, and says so then.
 */
export function usePreload(load: () => Promise<unknown>, when: 'when idle' | 'at once' = 'when idle'): void {
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => undefined), when === 'at once' ? 0 : idleAfterMs);
    return () => clearTimeout(timer);
  }, [load, when]);
}

import { useEffect } from 'react';

/** By then the page is busy with nothing else. */
const preloadAfterMs = 2000;

/** Fetches code that the page will want at a click. What cannot be had now is asked for again when it is wanted, and says so then. */
export function usePreload(load: () => Promise<unknown>): void {
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => undefined), preloadAfterMs);
    return () => clearTimeout(timer);
  }, [load]);
}

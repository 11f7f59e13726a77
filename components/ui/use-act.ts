'use client';
import { useSearchParams } from 'next/navigation';

/** The `act` of the address: which question is open on a page, so that a link can ask it. */
export function useAct(): readonly [string | null, (act: string | undefined) => void] {
  const act = useSearchParams().get('act');
  const ask = (next: string | undefined) => {
    const address = new URL(window.location.href);
    if (next === undefined) address.searchParams.delete('act');
    else address.searchParams.set('act', next);
    window.history.replaceState(null, '', address);
  };
  return [act, ask];
}

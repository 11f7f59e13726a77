'use client';
import { createContext, useContext, useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { errorFactsOf } from './error-facts';

const nothing: ReadonlySet<string> = new Set();
const SaidAbove = createContext(nothing);

/** What is wrong, by the codes of its errors, as long as a banner above the page says it. */
export function SaidAboveProvider({ codes, children }: { codes: ReadonlySet<string>; children: ReactNode }) {
  return <SaidAbove value={codes}>{children}</SaidAbove>;
}

/**
 * Whether the banner says the same, so that the page need not. When the banner goes, the error is out of date: it stays unsaid, and
 * what failed is done again.
 */
export function useIsSaidAbove(error: unknown, onOver: (() => void) | undefined): boolean {
  const isSaid = useContext(SaidAbove).has(errorFactsOf(error).code);
  const [silentAbout, setSilentAbout] = useState<unknown>();
  if (isSaid && silentAbout !== error) setSilentAbout(error);
  const isOver = !isSaid && silentAbout === error;
  const doAgain = useEffectEvent(() => onOver?.());
  useEffect(() => {
    if (isOver) doAgain();
  }, [isOver]);
  return isSaid || isOver;
}

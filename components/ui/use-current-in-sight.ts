'use client';
import { useEffect, useRef, type RefObject } from 'react';

/** A bar of links that scrolls sideways, and only sideways, until the current one is in it: again when one of `when` changes. */
export function useCurrentInSight<Bar extends HTMLElement>(...when: readonly unknown[]): RefObject<Bar | null> {
  const bar = useRef<Bar>(null);
  const key = when.join(' ');
  useEffect(() => {
    const current = bar.current?.querySelector('[aria-current]')?.getBoundingClientRect();
    if (bar.current === null || current === undefined) return;
    const { left, right } = bar.current.getBoundingClientRect();
    bar.current.scrollBy({ left: Math.max(0, current.right - right) + Math.min(0, current.left - left), behavior: 'instant' });
  }, [key]);
  return bar;
}

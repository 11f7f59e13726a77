'use client';
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { rowsInSight, scrollTopFor, type RowWindow, type Sight } from './row-window';

interface RowWindowOptions {
  readonly count: number;
  readonly rowHeight: number;
  /** Of the head that stays on top of the rows. */
  readonly headHeight: number;
}

interface ShownRows {
  /** The rows that exist now, top to bottom. */
  readonly shown: readonly number[];
  /** Scrolls no further than it takes. */
  readonly reveal: (index: number) => void;
}

/** Rows on each side that exist though they are out of sight. */
const spareRows = 10;

const sightOf = ({ scrollTop, clientHeight }: HTMLElement): Sight => ({ top: scrollTop, height: clientHeight });

/** Of many equally high rows in a scroller, only those in sight. */
export function useRowWindow(scroller: RefObject<HTMLElement | null>, options: RowWindowOptions): ShownRows {
  const { count, rowHeight, headHeight } = options;
  const [{ first, end }, setWindow] = useState<RowWindow>({ first: 0, end: 0 });
  const seen = useRef({ top: 0, rowHeight });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    // The row at the top stays there when rows become higher or lower; the element itself may have been cut back to its new end.
    const { top, rowHeight: before } = seen.current;
    if (before !== rowHeight) element.scrollTo({ top: (top / before) * rowHeight, behavior: 'instant' });
    const look = () => {
      const sight = sightOf(element);
      seen.current = { top: sight.top, rowHeight };
      const now = rowsInSight(sight, rowHeight, count, spareRows);
      setWindow((last) => (last.first === now.first && last.end === now.end ? last : now));
    };
    look();
    // Before the next picture: a quick hand would scroll into nothing.
    const onScroll = () => flushSync(look);
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [scroller, count, rowHeight]);

  return {
    shown: Array.from({ length: end - first }, (_, index) => first + index),
    reveal: (index) => {
      const element = scroller.current;
      if (element === null) return;
      const top = scrollTopFor(index, rowHeight, headHeight, sightOf(element));
      if (top !== undefined) element.scrollTo({ top, behavior: 'instant' });
    },
  };
}

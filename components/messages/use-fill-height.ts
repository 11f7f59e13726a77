'use client';
import { useLayoutEffect, useState, type RefObject } from 'react';

const heightMin = 280;
/** Room under the table for its last line and the page's own padding. */
const heightBelow = 72;

/** The height that fills the window from where the element begins; at least a few rows, whatever stands above it. */
export function useFillHeight(element: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(480);
  useLayoutEffect(() => {
    const measure = () => {
      const top = (element.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
      setHeight(Math.max(heightMin, Math.round(window.innerHeight - top - heightBelow)));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [element]);
  return height;
}

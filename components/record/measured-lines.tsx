'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';
import { cx } from '@/components/ui/cx';

export interface LinesProps {
  label: string;
  count: number;
  line: (index: number) => ReactNode;
  /** Lines may wrap and are measured; otherwise they scroll sideways. */
  wraps?: boolean;
  /** Lines keep their own distance from the edges. */
  bare?: boolean;
  /** A line to bring into sight; a new object brings it again. */
  target?: { readonly line: number } | undefined;
  className?: string;
}

const lineHeight = 20;

/** Lines of which only those in sight exist, however many there are. */
export function MeasuredLines({ label, count, line, wraps = false, bare = false, target, className }: LinesProps) {
  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions are used here and handed to nobody
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 12,
  });
  useEffect(() => {
    if (target !== undefined) virtualizer.scrollToIndex(target.line, { align: 'center' });
  }, [virtualizer, target]);
  return (
    <div
      ref={scroller}
      dir="ltr"
      role="region"
      aria-label={label}
      tabIndex={0}
      className={cx('max-h-[62dvh] overflow-auto font-mono leading-5 focus-visible:-outline-offset-2', className)}
    >
      <div className="relative min-w-fit" style={{ blockSize: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => (
          <div
            key={item.key}
            data-index={item.index}
            ref={wraps ? virtualizer.measureElement : undefined}
            style={{ transform: `translateY(${item.start}px)` }}
            className={cx(
              'absolute inset-x-0 top-0 min-h-5',
              !bare && 'px-4',
              wraps ? 'break-all whitespace-pre-wrap' : 'whitespace-pre',
            )}
          >
            {line(item.index)}
          </div>
        ))}
      </div>
    </div>
  );
}

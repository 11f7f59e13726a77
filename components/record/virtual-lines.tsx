'use client';
import { Suspense } from 'react';
import { cx } from '@/components/ui/cx';
import { late } from '@/components/ui/late';
import type { LinesProps } from './measured-lines';

const MeasuredLines = late(() => import('./measured-lines').then((module) => module.MeasuredLines));

/** For pages that will have lines when their record is there. */
export const preloadLines = MeasuredLines.preload;

/** Lines of which only those in sight exist, however many there are. What measures them comes after the page. */
export function VirtualLines(props: LinesProps) {
  return (
    <Suspense fallback={<div aria-busy className={cx('min-h-40', props.className)} />}>
      <MeasuredLines {...props} />
    </Suspense>
  );
}

'use client';
import { useMediaQuery } from '@/components/ui/use-media-query';

/** Where rows take two lines and filters hide behind a button: below Tailwind's `sm`. */
export function useIsNarrow(): boolean {
  return useMediaQuery('(width < 40rem)');
}

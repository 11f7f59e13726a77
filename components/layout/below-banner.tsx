'use client';
import type { ReactNode } from 'react';
import { SaidAboveProvider } from '@/components/ui/said-above';
import { codesSaidBy } from './down';
import { useDown } from './use-down';

/** The page, which says nothing again that the banner says. */
export function BelowBanner({ cluster, children }: { cluster: string; children: ReactNode }) {
  return <SaidAboveProvider codes={codesSaidBy(useDown(cluster))}>{children}</SaidAboveProvider>;
}

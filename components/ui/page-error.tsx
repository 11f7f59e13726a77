'use client';
import type { ReactNode } from 'react';
import { ErrorState } from './error-state';
import { NotRead } from './not-read';
import { useIsSaidAbove } from './said-above';

interface PageErrorProps {
  error: unknown;
  onRetry?: (() => void) | undefined;
  retrying?: boolean;
  /** Instead of the line that something is missing here: null where what was read before stands, or another part has the line. */
  whenSaid?: ReactNode;
}

/** Why a page, or a part of it, could not be read; one quiet line where the banner above says so already. */
export function PageError({ error, onRetry, retrying = false, whenSaid = <NotRead /> }: PageErrorProps) {
  if (useIsSaidAbove(error, onRetry)) return whenSaid;
  return <ErrorState error={error} onRetry={onRetry} retrying={retrying} />;
}

'use client';
import { ErrorState } from '@/components/ui/error-state';

interface PageErrorProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** A page that failed to draw; the shell around it still works. */
export default function PageError({ error, reset }: PageErrorProps) {
  return <ErrorState error={error} onRetry={reset} />;
}

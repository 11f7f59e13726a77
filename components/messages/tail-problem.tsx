'use client';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { NotRead } from '@/components/ui/not-read';
import { useIsSaidAbove } from '@/components/ui/said-above';
import type { ApiErrorBody } from '@/lib/contracts/error';
import { useText } from '@/lib/i18n/text-provider';

interface TailProblemProps {
  error: ApiErrorBody | Error;
  /** What was read before stays. */
  hasRows: boolean;
  onRestart: () => void;
}

/** Why nothing new comes. What can be tried again goes on by itself. */
export function TailProblem({ error, hasRows, onRestart }: TailProblemProps) {
  const { t } = useText();
  if (useIsSaidAbove(error, hasRows ? undefined : onRestart)) return hasRows ? null : <NotRead />;
  const restart = <Button onClick={onRestart}>{t('messages.live.restart')}</Button>;
  return <ErrorState error={error} actions={'retriable' in error && error.retriable ? undefined : restart} />;
}

'use client';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { Notice } from '@/components/ui/notice';
import { Time } from '@/components/ui/time';
import type { ApiErrorBody } from '@/lib/contracts/error';
import { useText } from '@/lib/i18n/text-provider';
import type { StreamState } from '@/lib/queries/stream/live-stream';

interface TailProblemProps {
  problem: ApiErrorBody | null;
  stream: StreamState;
  hasRows: boolean;
  onRestart: () => void;
}

/** Why nothing new comes, since when, and that what is below stays. */
export function TailProblem({ problem, stream, hasRows, onRestart }: TailProblemProps) {
  const { t, rich } = useText();
  if (problem !== null) {
    const restart = <Button onClick={onRestart}>{t('messages.live.restart')}</Button>;
    return <ErrorState error={problem} actions={problem.retriable ? undefined : restart} />;
  }
  const sinceMs = brokenSince(stream);
  if (sinceMs === null || !hasRows) return null;
  return (
    <Notice tone="warn" title={t(stream.kind === 'live' ? 'messages.live.unreachable' : 'messages.live.broken')}>
      {rich('messages.live.readBefore', { time: <Time atMs={sinceMs} style="clock" /> })}
    </Notice>
  );
}

function brokenSince(stream: StreamState): number | null {
  switch (stream.kind) {
    case 'live':
      return stream.unreachableSinceMs;
    case 'waiting':
      return stream.sinceMs;
    case 'idle':
    case 'connecting':
    case 'resting':
      return null;
  }
}

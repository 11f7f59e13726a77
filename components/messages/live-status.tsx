'use client';
import { cx } from '@/components/ui/cx';
import type { StatsEvent } from '@/lib/contracts/stream';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import type { StreamState } from '@/lib/queries/stream/live-stream';
import { tailRowsMax, type TailSnapshot } from './tail-store';

interface LiveStatusProps {
  snapshot: TailSnapshot;
  stats: Pick<StatsEvent, 'perSecond' | 'behindAtMost'> | null;
  /** Nothing comes until what is wrong with it is put right. */
  hasEnded: boolean;
  stream: StreamState;
}

/** What the tail is doing, in a line: rate, what was counted, what is behind, what was let go. */
export function LiveStatus({ snapshot, stats, hasEnded, stream }: LiveStatusProps) {
  const { t } = useText();
  const format = useFormat();
  const isFlowing = stream.kind === 'live' && stream.unreachableSinceMs === null && !hasEnded;
  const behind = BigInt(stats?.behindAtMost ?? '0');
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1" role="status" aria-live="off">
      <span className="inline-flex items-center gap-2">
        <span
          aria-hidden
          className={cx('size-[7px] rounded-full', isFlowing && !snapshot.isPaused ? 'pulses bg-live' : 'bg-edge')}
        />
        {t(snapshot.isPaused ? 'messages.live.paused' : isFlowing ? 'messages.live.flowing' : 'messages.live.waiting')}
      </span>
      <span className="isolated">{t('messages.live.received', { count: snapshot.receivedCount })}</span>
      {stats === null || !isFlowing ? null : <span className="isolated">{format.rate(stats.perSecond)}</span>}
      {behind > 0n ? <span>{t('messages.live.behind', { count: Number(behind) })}</span> : null}
      {snapshot.forgottenCount > 0 ? (
        <span>{t('messages.live.kept', { kept: tailRowsMax, count: snapshot.forgottenCount })}</span>
      ) : null}
    </div>
  );
}

'use client';
import { cx } from '@/components/ui/cx';
import type { TextKey } from '@/lib/i18n/catalogue';
import { useText } from '@/lib/i18n/text-provider';
import type { StreamState } from '@/lib/queries/stream/live-stream';
import { useStreamState } from '@/lib/queries/stream/use-stream-state';

function looksOf(kind: StreamState['kind']): { text: TextKey & `layout.stream.${StreamState['kind']}`; className: string } {
  switch (kind) {
    case 'idle':
      return { text: 'layout.stream.idle', className: 'bg-edge' };
    case 'connecting':
      return { text: 'layout.stream.connecting', className: 'bg-edge pulses' };
    case 'live':
      return { text: 'layout.stream.live', className: 'bg-live ring-3 ring-live-soft pulses' };
    case 'waiting':
      return { text: 'layout.stream.waiting', className: 'bg-bad ring-3 ring-bad-soft' };
    case 'resting':
      return { text: 'layout.stream.resting', className: 'bg-edge' };
  }
}

/** Whether what ticks on this page is live. */
export function StreamMark({ cluster }: { cluster: string }) {
  const { t } = useText();
  const { text, className } = looksOf(useStreamState(cluster).kind);
  const label = t('layout.stream.state', { state: t(text) });
  return (
    <span role="img" aria-label={label} title={label} className="inline-grid size-4 shrink-0 place-items-center">
      <span className={cx('size-[7px] rounded-full', className)} />
    </span>
  );
}

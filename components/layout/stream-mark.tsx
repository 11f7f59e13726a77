'use client';
import { useQuery } from '@tanstack/react-query';
import { cx } from '@/components/ui/cx';
import type { TextKey } from '@/lib/i18n/catalogue';
import { useText } from '@/lib/i18n/text-provider';
import { clusterDetailQuery } from '@/lib/queries/clusters/cluster-queries';
import type { StreamState } from '@/lib/queries/stream/live-stream';
import { useStreamState } from '@/lib/queries/stream/use-stream-state';

type Kind = StreamState['kind'] | 'silent';

function looksOf(kind: Kind): { text: TextKey & `layout.stream.${Kind}`; className: string } {
  switch (kind) {
    case 'idle':
      return { text: 'layout.stream.idle', className: 'bg-edge' };
    case 'connecting':
      return { text: 'layout.stream.connecting', className: 'bg-edge pulses' };
    case 'live':
      return { text: 'layout.stream.live', className: 'bg-live ring-3 ring-live-soft pulses' };
    case 'silent':
    case 'waiting':
      return { text: `layout.stream.${kind}`, className: 'bg-bad ring-3 ring-bad-soft' };
    case 'resting':
      return { text: 'layout.stream.resting', className: 'bg-edge' };
  }
}

/** Whether what ticks on this page is live. */
export function StreamMark({ cluster }: { cluster: string }) {
  const { t } = useText();
  const { kind } = useStreamState(cluster);
  const { data } = useQuery(clusterDetailQuery(cluster));
  const { text, className } = looksOf(kind === 'live' && data?.reachable === false ? 'silent' : kind);
  const label = t('layout.stream.state', { state: t(text) });
  return (
    <span role="img" aria-label={label} title={label} className="inline-grid size-4 shrink-0 place-items-center">
      <span className={cx('size-[7px] rounded-full', className)} />
    </span>
  );
}

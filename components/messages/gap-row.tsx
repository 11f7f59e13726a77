'use client';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { useText } from '@/lib/i18n/text-provider';
import { rowClass } from './record-row';
import type { TailGap } from './tail-store';

interface GapRowProps {
  gap: TailGap;
  /** Where rows are of several topics, that of this one. */
  topic: string | null;
  top: number;
  height: number;
  rowIndex: number;
  state: 'idle' | 'loading' | 'failed';
  onLoad: () => void;
}

/** What is missing here, and why. What the cluster still has can be loaded; what retention took cannot. */
export function GapRow({ gap, topic, top, height, rowIndex, state, onLoad }: GapRowProps) {
  const { t } = useText();
  const isThere = gap.reason === 'slow' || gap.reason === 'paused';
  return (
    <div
      role="row"
      aria-rowindex={rowIndex + 2}
      style={{ transform: `translateY(${top}px)`, blockSize: height }}
      className={cx(rowClass, 'bg-sunken text-sm text-muted')}
    >
      <span role="gridcell" className="col-span-full flex items-center justify-center gap-2 overflow-hidden whitespace-nowrap">
        {topic === null ? null : (
          <bdi dir="ltr" className="truncate font-mono">
            {topic}
          </bdi>
        )}
        <span className="truncate">{t(`messages.gap.${gap.reason}`, { count: gap.countAtMost })}</span>
        {isThere && gap.ranges.length > 0 ? (
          <Button size="small" variant="quiet" className="underline" disabled={state === 'loading'} onClick={onLoad}>
            {t(state === 'loading' ? 'common.loading' : state === 'failed' ? 'common.tryAgain' : 'messages.gap.load')}
          </Button>
        ) : null}
      </span>
    </div>
  );
}

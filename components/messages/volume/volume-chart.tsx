'use client';
import { useId, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { cx } from '@/components/ui/cx';
import type { TopicHistogram } from '@/lib/contracts/histogram';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import { bucketAt, movedBy, selectedRange, type BucketSelection } from './bucket-selection';

interface VolumeChartProps {
  histogram: TopicHistogram;
  label: string;
  /** A span of time was chosen; its end is exclusive. */
  onRange: (fromMs: number, toMs: number) => void;
}

const height = 40;

/** Bars over time. A span is dragged out, or chosen with arrow keys, Shift and Enter. Time runs left to right in every language. */
export function VolumeChart({ histogram, label, onRange }: VolumeChartProps) {
  const { t } = useText();
  const id = useId();
  const words = useWords(histogram);
  const [selection, setSelection] = useState<BucketSelection | null>(null);
  const [isDragging, setDragging] = useState(false);
  const [hovered, setHovered] = useState<number | null>(null);
  const { counts, fromMs, bucketMs } = histogram;
  const [shape, setShape] = useState('');
  // What is chosen in one picture means nothing in another.
  if (shape !== `${fromMs} ${bucketMs}`) {
    setShape(`${fromMs} ${bucketMs}`);
    setSelection(null);
  }
  const most = Math.max(1, ...counts);
  const range = selection === null ? null : selectedRange(selection);
  const isChosen = (index: number) => range !== null && index >= range.first && index <= range.last;

  const apply = ({ first, last }: { first: number; last: number }) => {
    onRange(fromMs + first * bucketMs, fromMs + (last + 1) * bucketMs);
    setSelection(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moved = movedBy(event.key, event.shiftKey, selection, counts.length);
    if (moved !== undefined) setSelection(moved);
    else if ((event.key === 'Enter' || event.key === ' ') && range !== null) apply(range);
    else if (event.key === 'Escape' && selection !== null) setSelection(null);
    else return;
    event.preventDefault();
  };
  const under = (event: PointerEvent<SVGSVGElement>): number => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return bucketAt((event.clientX - left) / width, counts.length);
  };
  return (
    <div className="grid gap-1">
      <p id={`${id}words`} className="text-sm text-muted max-sm:min-h-[2lh] sm:truncate">
        {range !== null ? words.span(range.first, range.last) : hovered === null ? words.all : words.span(hovered, hovered)}
      </p>
      <svg
        role="listbox"
        aria-label={label}
        aria-describedby={`${id}words ${id}keys`}
        aria-multiselectable
        aria-orientation="horizontal"
        aria-activedescendant={selection === null ? undefined : `${id}${selection.focus}`}
        tabIndex={0}
        viewBox={`0 0 ${counts.length} ${height}`}
        preserveAspectRatio="none"
        height={height}
        onKeyDown={onKeyDown}
        onBlur={() => setSelection(null)}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setDragging(true);
          setSelection({ anchor: under(event), focus: under(event) });
        }}
        onPointerMove={(event) => {
          const index = under(event);
          setHovered(index);
          if (isDragging) setSelection((known) => ({ anchor: known?.anchor ?? index, focus: index }));
        }}
        onPointerUp={() => {
          setDragging(false);
          if (isDragging && range !== null) apply(range);
        }}
        onPointerCancel={() => {
          setDragging(false);
          setSelection(null);
        }}
        onPointerLeave={() => setHovered(null)}
        className="w-full cursor-crosshair touch-pan-y border-b border-line-strong select-none"
      >
        {range === null ? null : (
          <rect x={range.first} width={range.last - range.first + 1} y={0} height={height} className="fill-select" />
        )}
        {counts.map((count, index) => (
          <g
            key={index}
            id={`${id}${index}`}
            role="option"
            aria-selected={isChosen(index)}
            aria-label={words.span(index, index)}
            className={cx(isChosen(index) || hovered === index ? 'fill-ink' : 'fill-edge')}
          >
            {/* All of the column is there to be pointed at. */}
            <rect x={index} width={1} y={0} height={height} fill="transparent" />
            <rect x={index + 0.1} width={0.8} y={height - barHeight(count, most)} height={barHeight(count, most)} />
          </g>
        ))}
      </svg>
      <div dir="ltr" aria-hidden className="flex justify-between gap-4 text-xs text-faint">
        <span>{words.at(fromMs)}</span>
        <span>{words.at(fromMs + counts.length * bucketMs)}</span>
      </div>
      <span id={`${id}keys`} className="sr-only">
        {t('messages.volume.keys')}
      </span>
    </div>
  );
}

/** What is not nothing can be seen. */
function barHeight(count: number, most: number): number {
  return count === 0 ? 0 : Math.max(1.5, (count / most) * height);
}

interface Words {
  readonly all: string;
  readonly at: (atMs: number) => string;
  readonly span: (first: number, last: number) => string;
}

function useWords({ counts, fromMs, bucketMs }: TopicHistogram): Words {
  const { t } = useText();
  const format = useFormat();
  const at = (atMs: number): string => {
    const written = format.dateTime(atMs);
    return bucketMs % 1000 === 0 ? (written.split('.')[0] ?? written) : written;
  };
  const sum = (first: number, last: number) => counts.slice(first, last + 1).reduce((total, count) => total + count, 0);
  return {
    at,
    all: t('messages.volume.all', { count: sum(0, counts.length - 1), width: format.duration(bucketMs) }),
    span: (first, last) =>
      t('messages.volume.span', {
        count: sum(first, last),
        from: at(fromMs + first * bucketMs),
        to: at(fromMs + (last + 1) * bucketMs),
      }),
  };
}

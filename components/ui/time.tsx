'use client';
import { useFormat } from '@/lib/i18n/use-format';
import { cx } from './cx';
import { useNow } from './now';

interface TimeProps {
  atMs: number;
  /** `clock` leaves the date out, `time` the milliseconds too; `full` has all; `preferred` follows the setting: "4 s ago" or a date. */
  style?: 'preferred' | 'clock' | 'time' | 'full';
  className?: string;
}

/** A moment as the person wants to read it; the other reading is in the title. */
export function Time({ atMs, style = 'preferred', className }: TimeProps) {
  const format = useFormat();
  const iso = Number.isFinite(atMs) && Math.abs(atMs) <= 8.64e15 ? new Date(atMs).toISOString() : undefined;
  const relative = style === 'preferred' && format.timesAreRelative;
  const written = style === 'clock' ? format.clock(atMs) : style === 'time' ? format.timeOfDay(atMs) : format.dateTime(atMs);
  return (
    <time dateTime={iso} title={format.dateTime(atMs)} suppressHydrationWarning className={cx('isolated', className)}>
      {relative ? <Ago atMs={atMs} /> : written}
    </time>
  );
}

function Ago({ atMs }: { atMs: number }) {
  const format = useFormat();
  return format.ago(atMs, Math.max(useNow(), atMs));
}

'use client';
import { useMemo } from 'react';
import { formatBytes, formatBytesPerSecond } from '@/lib/format/format-bytes';
import { formatCompactCount, formatCount } from '@/lib/format/format-count';
import { formatAge, formatDuration } from '@/lib/format/format-duration';
import { formatClock, formatDateTime, formatTimeOfDay } from '@/lib/format/format-time';
import { usePreferences } from '@/lib/preferences/preferences-provider';
import { useText } from './text-provider';

export interface Format {
  /** Exact, with grouped digits: numbers, bigints and the decimal strings of 64-bit integers. */
  count: (value: number | bigint | string) => string;
  /** Short: 1.3M. */
  compact: (value: number) => string;
  bytes: (value: number) => string;
  bytesPerSecond: (value: number) => string;
  /** Of a share between 0 and 1. */
  percent: (share: number) => string;
  /** Things per second: "318 /s", "0.4 /s". */
  rate: (value: number) => string;
  /** All of them: "1, 2 and 3". */
  list: (items: readonly (string | number)[]) => string;
  duration: (ms: number) => string;
  ago: (atMs: number, nowMs: number) => string;
  clock: (atMs: number) => string;
  timeOfDay: (atMs: number) => string;
  dateTime: (atMs: number) => string;
  readonly timesAreRelative: boolean;
  readonly timeZone: string | undefined;
}

/** Formatting in the chosen language and time zone. */
export function useFormat(): Format {
  const { locale, t } = useText();
  const { preferences } = usePreferences();
  return useMemo((): Format => {
    const timeZone = preferences.timeZone === 'browser' ? undefined : preferences.timeZone;
    return {
      count: (value) => formatCount(value, locale),
      list: (items) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items.map(String)),
      compact: (value) => formatCompactCount(value, locale),
      bytes: (value) => formatBytes(value, locale),
      bytesPerSecond: (value) => formatBytesPerSecond(value, locale),
      percent: (share) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share),
      rate: (value) =>
        t('common.perSecond', {
          value: formatCount(value > 0 && value < 10 ? Number(value.toFixed(1)) : Math.round(value), locale),
        }),
      duration: (ms) => formatDuration(ms, locale),
      ago: (atMs, nowMs) => t('common.ago', { duration: formatAge(Math.max(0, nowMs - atMs), locale) }),
      clock: (atMs) => formatClock(atMs, locale, timeZone),
      timeOfDay: (atMs) => formatTimeOfDay(atMs, locale, timeZone),
      dateTime: (atMs) => formatDateTime(atMs, locale, timeZone),
      timesAreRelative: preferences.times === 'relative',
      timeZone,
    };
  }, [locale, t, preferences]);
}

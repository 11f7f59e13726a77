import { numberWithUnit } from './number-with-unit';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

type DurationUnit = 'day' | 'hour' | 'minute' | 'second' | 'millisecond';

/** English has the signs of the units only as narrow forms; other languages' narrow forms borrow them from Latin script. */
const englishDisplays: Record<DurationUnit, 'long' | 'short' | 'narrow'> = {
  day: 'long',
  hour: 'narrow',
  minute: 'short',
  second: 'narrow',
  millisecond: 'short',
};

function write(value: number, unit: DurationUnit, locale: string, digits = 0): string {
  const unitDisplay = locale.startsWith('en') ? englishDisplays[unit] : 'short';
  return numberWithUnit(value, locale, { unit, unitDisplay, maximumFractionDigits: digits });
}

function two(ms: number, large: DurationUnit, largeMs: number, small: DurationUnit, smallMs: number, locale: string): string {
  const whole = Math.floor(ms / largeMs);
  const rest = Math.floor((ms - whole * largeMs) / smallMs);
  return rest === 0 ? write(whole, large, locale) : `${write(whole, large, locale)} ${write(rest, small, locale)}`;
}

/** The largest unit alone, for how long ago something was: 4 s, 14 min, 3 h. */
export function formatAge(ms: number, locale: string): string {
  if (ms < secondMs) return write(Math.floor(ms / 100) / 10, 'second', locale, 1);
  if (ms < minuteMs) return write(Math.floor(ms / secondMs), 'second', locale);
  if (ms < hourMs) return write(Math.floor(ms / minuteMs), 'minute', locale);
  return ms < dayMs ? write(Math.floor(ms / hourMs), 'hour', locale) : write(Math.floor(ms / dayMs), 'day', locale);
}

/** The two largest units that say something: 740 ms, 4.1 s, 14 min, 2 h 14 min, 7 days. */
export function formatDuration(ms: number, locale: string): string {
  if (ms < secondMs) return write(Math.round(ms), 'millisecond', locale);
  if (ms < 10 * secondMs) return write(Math.floor(ms / 100) / 10, 'second', locale, 1);
  if (ms < minuteMs) return write(Math.floor(ms / secondMs), 'second', locale);
  if (ms < 10 * minuteMs) return two(ms, 'minute', minuteMs, 'second', secondMs, locale);
  if (ms < hourMs) return write(Math.floor(ms / minuteMs), 'minute', locale);
  if (ms < dayMs) return two(ms, 'hour', hourMs, 'minute', minuteMs, locale);
  return two(ms, 'day', dayMs, 'hour', hourMs, locale);
}

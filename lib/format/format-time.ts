const lastMs = 8.64e15;

function parts(atMs: number, locale: string, timeZone: string | undefined): (type: Intl.DateTimeFormatPartTypes) => string {
  const written = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
    /* The calendar of Kafka's tools and of every log beside them, in any language. */
    calendar: 'gregory',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).formatToParts(atMs);
  return (type) => written.find((part) => part.type === type)?.value ?? '';
}

/** 14:02:51.541 — in the zone given, else in the machine's. A time no calendar holds is written as it came. */
export function formatClock(atMs: number, locale: string, timeZone?: string): string {
  if (!(Math.abs(atMs) <= lastMs)) return String(atMs);
  const part = parts(atMs, locale, timeZone);
  return `${part('hour')}:${part('minute')}:${part('second')}.${part('fractionalSecond')}`;
}

/** 14:02:51, where a second is exact enough. */
export function formatTimeOfDay(atMs: number, locale: string, timeZone?: string): string {
  return formatClock(atMs, locale, timeZone).split('.')[0] ?? '';
}

/** 2026-11-22 14:02:51.541 */
export function formatDateTime(atMs: number, locale: string, timeZone?: string): string {
  if (!(Math.abs(atMs) <= lastMs)) return String(atMs);
  const part = parts(atMs, locale, timeZone);
  return `${part('year')}-${part('month')}-${part('day')} ${formatClock(atMs, locale, timeZone)}`;
}

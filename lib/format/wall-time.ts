/** Wall-clock fields of a moment in a time zone (the machine's when undefined), as the browser's date-and-time input writes them. */
export function wallTimeOf(atMs: number, timeZone: string | undefined): string {
  return new Date(atMs + offsetMsAt(atMs, timeZone)).toISOString().slice(0, 19);
}

/** The moment a wall clock of the zone shows these fields; undefined when they are none. Of an hour that exists twice, the first. */
export function momentOf(wallTime: string, timeZone: string | undefined): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?$/.exec(wallTime);
  if (match === null) return undefined;
  const asUtc = Date.parse(`${wallTime.length === 16 ? `${wallTime}:00` : wallTime}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const guess = asUtc - offsetMsAt(asUtc, timeZone);
  const earlier = asUtc - offsetMsAt(guess - 3_600_000, timeZone);
  return offsetMsAt(earlier, timeZone) === asUtc - earlier ? earlier : asUtc - offsetMsAt(guess, timeZone);
}

function offsetMsAt(atMs: number, timeZone: string | undefined): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).formatToParts(atMs);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  return (
    Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - Math.floor(atMs / 1000) * 1000
  );
}

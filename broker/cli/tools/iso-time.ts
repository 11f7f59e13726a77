import { UsageError } from '../usage-error';

const dateTime = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d{1,9})?(Z|([+-])(\d{2}):?(\d{2})?)?$/;

/** `2026-03-01T12:00:00.000`, with an optional zone (`Z`, `+02`, `+02:00`); without one the time is UTC. */
export function dateTimeMs(option: string, text: string): number {
  const [, seconds = '', fraction = '', , sign = '+', hours = '0', minutes = '0'] = dateTime.exec(text) ?? [];
  const utcMs = Date.parse(`${seconds}Z`);
  // A day that its month does not have is read as one of the next month.
  if (Number.isNaN(utcMs) || !new Date(utcMs).toISOString().startsWith(seconds)) {
    throw new UsageError(`--${option}: "${text}" is not of the form YYYY-MM-DDThh:mm:ss.sss`);
  }
  const zoneMs = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
  return utcMs + Math.floor(Number(`0${fraction}`) * 1000) - zoneMs;
}

const duration = /^([+-]?)P(?:([+-]?\d+)D)?(T(?:([+-]?\d+)H)?(?:([+-]?\d+)M)?(?:([+-]?\d+(?:[.,]\d{0,9})?)S)?)?$/i;

/** `P1DT2H3M4.5S`, any part of which may be missing or negative. */
export function durationMs(option: string, text: string): number {
  const [, sign, days, time, hours, minutes, seconds] = duration.exec(text) ?? [];
  const hasTime = hours !== undefined || minutes !== undefined || seconds !== undefined;
  if ((days === undefined && !hasTime) || (time !== undefined && !hasTime)) {
    throw new UsageError(`--${option}: "${text}" is not of the form PnDTnHnMnS`);
  }
  const wholeMinutes = (Number(days ?? 0) * 24 + Number(hours ?? 0)) * 60 + Number(minutes ?? 0);
  const ms = wholeMinutes * 60_000 + Number((seconds ?? '0').replace(',', '.')) * 1000;
  return Math.trunc(sign === '-' ? -ms : ms);
}

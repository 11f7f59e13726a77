import { numberWithUnit } from './number-with-unit';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

function scaled(bytes: number): { value: number; unit: (typeof units)[number]; digits: number } {
  let value = Math.abs(bytes);
  let step = 0;
  while (value >= 999.5 && step < units.length - 1) {
    value /= 1000;
    step += 1;
  }
  return { value: bytes < 0 ? -value : value, unit: units[step] ?? 'terabyte', digits: step === 0 || value >= 99.95 ? 0 : 1 };
}

/** Sizes in decimal units, as disks and networks are sold: 412 MB. */
export function formatBytes(bytes: number, locale: string): string {
  const { value, unit, digits } = scaled(bytes);
  return numberWithUnit(value, locale, { unit, unitDisplay: 'narrow', maximumFractionDigits: digits });
}

export function formatBytesPerSecond(bytes: number, locale: string): string {
  const { value, unit, digits } = scaled(bytes);
  const unitDisplay = locale.startsWith('en') ? 'narrow' : 'short';
  return numberWithUnit(value, locale, { unit: `${unit}-per-second`, unitDisplay, maximumFractionDigits: digits });
}

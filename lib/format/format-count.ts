/** Grouped digits, exact also beyond 2^53: 64-bit integers travel as decimal strings. */
export function formatCount(value: number | bigint | string, locale: string): string {
  if (typeof value !== 'string') return new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value);
  return /^-?\d+$/.test(value) ? new Intl.NumberFormat(locale).format(BigInt(value)) : value;
}

/** Short enough for a badge: 1.3M. */
export function formatCompactCount(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

/** Figures as people type them, with spaces, commas or Persian digits; NaN for anything else. */
export function figureOf(text: string): number {
  const ascii = text.replaceAll(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0)).replaceAll(/[\s,_]/g, '');
  return /^\d{1,9}(\.\d{1,3})?$/.test(ascii) ? Number(ascii) : Number.NaN;
}

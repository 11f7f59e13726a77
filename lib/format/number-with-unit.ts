const noBreak = '\u00a0';

/** A number in other digits than 0–9 before a unit in Latin letters: kept left to right, as the unit is written, wherever it stands. */
const mixed = /^[^\p{L}0-9]+\p{Script=Latin}+/u;

/** Writes a number and its unit with a no-break space between them, where Intl's narrow units have none. */
export function numberWithUnit(value: number, locale: string, options: Intl.NumberFormatOptions): string {
  const parts = new Intl.NumberFormat(locale, { style: 'unit', ...options }).formatToParts(value);
  let text = '';
  parts.forEach((part, index) => {
    if (part.type === 'literal') {
      text += part.value.trim() === '' ? noBreak : part.value;
      return;
    }
    const before = parts[index - 1];
    const joins = part.type === 'unit' && before !== undefined && before.type !== 'literal';
    text += joins ? `${noBreak}${part.value}` : part.value;
  });
  return text.replace(mixed, '\u2066$&\u2069');
}

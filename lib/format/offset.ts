/** Offsets travel as decimal strings and are 64-bit: arithmetic on them goes through bigint. */
export function offsetDifference(later: string, earlier: string): string {
  return (BigInt(later) - BigInt(earlier)).toString();
}

/** Consumers may be ahead of a truncated log: a lag is never negative. */
export function lagBetween(end: string, committed: string): string {
  const lag = BigInt(end) - BigInt(committed);
  return (lag > 0n ? lag : 0n).toString();
}

export function sumOffsets(values: readonly string[]): string {
  return values.reduce((sum, value) => sum + BigInt(value), 0n).toString();
}

export function compareOffsets(left: string, right: string): number {
  const difference = BigInt(left) - BigInt(right);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

const maxOffset = 2n ** 63n - 1n;
const digitsOf = ['٠١٢٣٤٥٦٧٨٩', '۰۱۲۳۴۵۶۷۸۹'];

/** What a person typed as an offset: grouped or not, in Latin, Arabic or Persian digits. Undefined when it is none. */
export function parseOffset(typed: string): string | undefined {
  let text = '';
  for (const letter of typed.trim()) {
    const digits = digitsOf.find((row) => row.includes(letter));
    text += digits === undefined ? letter : String(digits.indexOf(letter));
  }
  text = text.replaceAll(/[\s,._٬\u00a0\u202f]/g, '');
  if (!/^\d{1,19}$/.test(text)) return undefined;
  const offset = BigInt(text);
  return offset <= maxOffset ? offset.toString() : undefined;
}

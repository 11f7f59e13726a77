const daysMax = 100_000_000;
const secondsMax = 8_640_000_000_000n;
const daySeconds = 86_400n;

export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** As JSON has it; what JSON has no number for becomes a text. */
export function numberText(value: number): string {
  return Number.isFinite(value) ? JSON.stringify(value) : JSON.stringify(String(value));
}

/** The shortest number that is this one of 32 bits. */
export function floatText(value: number): string {
  for (let digits = 6; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return numberText(short);
  }
  return numberText(value);
}

/** `12.30`, with all its places. */
export function decimalText(unscaled: bigint, scale: number): string {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const sign = unscaled < 0n ? '-' : '';
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** Two's complement, big-endian. */
export function integerOf(bytes: Buffer): bigint {
  return bytes.length === 0 ? 0n : BigInt.asIntN(bytes.length * 8, BigInt(`0x${bytes.toString('hex')}`));
}

/** A day since 1970; a number where no calendar reaches. */
export function dateText(days: number): string {
  return Math.abs(days) > daysMax ? String(days) : JSON.stringify(new Date(days * 86_400_000).toISOString().replace(/T.*$/, ''));
}

/** A moment in so many parts of a second since 1970, with all its digits; a number where no calendar reaches. */
export function timestampText(value: bigint, partsPerSecond: bigint, zone: 'Z' | ''): string {
  const parts = ((value % partsPerSecond) + partsPerSecond) % partsPerSecond;
  const seconds = (value - parts) / partsPerSecond;
  if (seconds > secondsMax || seconds < -secondsMax) return String(value);
  const upToSeconds = new Date(Number(seconds) * 1000).toISOString().slice(0, -'.000Z'.length);
  return JSON.stringify(`${upToSeconds}.${fractionOf(parts, partsPerSecond)}${zone}`);
}

/** A time of day; a number where no day has it. */
export function timeText(value: bigint, partsPerSecond: bigint): string {
  if (value < 0n || value >= daySeconds * partsPerSecond) return String(value);
  const time = new Date(Number(value / partsPerSecond) * 1000).toISOString().slice('1970-01-01T'.length, -'.000Z'.length);
  return JSON.stringify(`${time}.${fractionOf(value % partsPerSecond, partsPerSecond)}`);
}

export function fractionOf(parts: bigint, partsPerSecond: bigint): string {
  return parts.toString().padStart(partsPerSecond.toString().length - 1, '0');
}

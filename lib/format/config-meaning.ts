interface Units {
  readonly bytes: (value: number) => string;
  readonly duration: (ms: number) => string;
}

/** What a number of a setting means: milliseconds as a duration, bytes as a size. Undefined where the value says it all. */
export function configMeaning(name: string, value: string, format: Units): string | undefined {
  if (!/^\d{4,19}$/.test(value)) return undefined;
  const number = Number(value);
  if (number >= Number.MAX_SAFE_INTEGER) return undefined;
  if (name.endsWith('.ms')) return format.duration(number);
  return name.endsWith('.bytes') ? format.bytes(number) : undefined;
}

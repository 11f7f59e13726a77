/** Kafka's notation: `3+`, `0-7`, `4`. */
export type VersionRange = `${number}+` | `${number}-${number}` | `${number}` | 'none';

export interface Versions {
  min: number;
  max: number;
}

const empty: Versions = { min: 0, max: -1 };

export function parseVersions(range: VersionRange | undefined): Versions {
  if (range === undefined || range === 'none') return empty;
  if (range.endsWith('+')) return { min: Number(range.slice(0, -1)), max: Number.POSITIVE_INFINITY };
  const [min, max] = range.split('-').map(Number);
  if (min === undefined) throw new RangeError(`not a version range: ${range}`);
  return { min, max: max ?? min };
}

export function includes(versions: Versions, version: number): boolean {
  return version >= versions.min && version <= versions.max;
}

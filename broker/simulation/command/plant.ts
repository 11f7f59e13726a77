/** A known bug, as a change of one place in the sources. It goes into the simulation's bundle, never into the code. */
export interface Plant {
  readonly name: string;
  /** What it does, and what should notice. */
  readonly what: string;
  /** From the root of the repository. */
  readonly file: string;
  /** Has to be there exactly once. */
  readonly find: string;
  readonly replace: string;
  /** The cluster in which it can show. */
  readonly brokers: number;
}

/** The source with the bug in it. */
export function plantInto(source: string, { name, file, find, replace }: Plant): string {
  const count = source.split(find).length - 1;
  if (count !== 1) throw new Error(`the plant "${name}" fits ${count} places of ${file} instead of one: ${find}`);
  return source.replace(find, () => replace);
}

/** The values that occur more than once. */
export function duplicatesOf<Value>(values: readonly Value[]): ReadonlySet<Value> {
  const seen = new Set<Value>();
  const duplicates = new Set<Value>();
  for (const value of values) (seen.has(value) ? duplicates : seen).add(value);
  return duplicates;
}

/** The end that so many voters have at least: what a majority has on its disks. */
export function offsetHeldBy(voterCount: number, endOffsets: readonly number[]): number {
  const largestFirst = [...endOffsets].sort((a, b) => b - a);
  return largestFirst[voterCount - 1] ?? -1;
}

/**
 * Of all keys placed by hash, the share that goes to another partition when a topic grows. A hash has the same remainder by
 * both counts for one in lcm/before values.
 */
export function movingKeyShare(before: number, after: number): number {
  return 1 - greatestCommonDivisor(before, after) / after;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

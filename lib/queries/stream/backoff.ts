export const backoffMsFirst = 500;
export const backoffMsMax = 15_000;

/** Doubles from half a second to fifteen; half of it is jitter, so that many tabs do not come back at once. `random` is in [0, 1). */
export function backoffMs(attempt: number, random: number): number {
  const ceiling = Math.min(backoffMsMax, backoffMsFirst * 2 ** Math.min(attempt, 16));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}

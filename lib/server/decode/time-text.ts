/** As a number where no calendar reaches. */
export function timeText(ms: number): string | number {
  return Math.abs(ms) > 8_640_000_000_000_000 ? ms : new Date(ms).toISOString();
}

/**
 * When a leader that heard of the other voters at these times must step down: it needs `othersWanted` of them, besides
 * itself, within `timeoutMs`.
 */
export function checkQuorumDeadlineMs(lastHeardMs: readonly number[], othersWanted: number, timeoutMs: number): number {
  if (othersWanted <= 0) return Number.POSITIVE_INFINITY;
  const latestFirst = [...lastHeardMs].sort((a, b) => b - a);
  return (latestFirst[othersWanted - 1] ?? Number.NEGATIVE_INFINITY) + timeoutMs;
}

interface Span {
  readonly atMs: number;
  readonly count: number;
}

const columnsMax = 400;

/** The spans with the empty ones between them, so that a quiet night is seen. Where those are too many, only what has messages. */
export function columnsOf(spans: readonly Span[], spanMs: number): readonly Span[] {
  const [first, last] = [spans[0], spans.at(-1)];
  if (first === undefined || last === undefined) return [];
  const length = Math.round((last.atMs - first.atMs) / spanMs) + 1;
  if (length > columnsMax) return spans;
  const counts = new Map(spans.map(({ atMs, count }) => [Math.round((atMs - first.atMs) / spanMs), count]));
  return Array.from({ length }, (_, index) => ({ atMs: first.atMs + index * spanMs, count: counts.get(index) ?? 0 }));
}

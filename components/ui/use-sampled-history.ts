'use client';
import { useState } from 'react';

type History = Readonly<Record<string, readonly (number | null)[]>>;

function extended(history: History, values: Readonly<Record<string, number | null>>, samplesMax: number): History {
  const next: Record<string, readonly (number | null)[]> = {};
  for (const [name, value] of Object.entries(values)) next[name] = [...(history[name] ?? []), value].slice(-samplesMax);
  return next;
}

/** Remembers the last samples of named values while mounted, for plots of what the server sends without a history. */
export function useSampledHistory(
  sampledAtMs: number | undefined,
  values: Readonly<Record<string, number | null>>,
  samplesMax = 150,
): History {
  const [seen, setSeen] = useState<{ atMs: number | undefined; history: History }>({ atMs: undefined, history: {} });
  if (sampledAtMs === undefined || sampledAtMs === seen.atMs) return seen.history;
  const history = extended(seen.history, values, samplesMax);
  setSeen({ atMs: sampledAtMs, history });
  return history;
}

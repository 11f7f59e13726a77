import type { SeedRequest } from './seed-report';

interface SeedRange {
  readonly first: number;
  readonly count: number;
  /** Undefined: of ten seeds two have one broker, one has five, and the others have three. */
  readonly brokers?: number;
  readonly traces?: boolean;
}

function usualBrokers(seed: number): number {
  const kind = seed % 10;
  return kind < 2 ? 1 : kind === 2 ? 5 : 3;
}

export function* seedsFrom({ first, count, brokers, traces = false }: SeedRange): Generator<SeedRequest, void> {
  for (let seed = first; seed < first + count; seed += 1) yield { seed, brokers: brokers ?? usualBrokers(seed), traces };
}

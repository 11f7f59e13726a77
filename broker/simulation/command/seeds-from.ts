import type { SeedRequest } from './seed-report';

export function* seedsFrom(first: number, count: number, brokers: number, traces: boolean): Generator<SeedRequest, void> {
  for (let seed = first; seed < first + count; seed += 1) yield { seed, brokers, traces };
}

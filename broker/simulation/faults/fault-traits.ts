import { SimRandom } from '../sim-random';

/** Kinds of faults; each seed has a subset of them. */
export const faultKinds = [
  'kill',
  'kill at a disk operation',
  'stop',
  'pause',
  'power',
  'wiped disk',
  'block a link',
  'block one way',
  'isolate',
  'slow link',
  'reset',
  'reset in a frame',
  'half-open',
  'wall clock jump',
  'slow disk',
  'full disk',
  'failed sync',
  'kill a client',
] as const;

export type FaultKind = (typeof faultKinds)[number];

export interface FaultTraits {
  readonly kinds: readonly FaultKind[];
  readonly meanIntervalMs: number;
  /** Faults that last at the same time. */
  readonly togetherMax: number;
  /** `single`: one machine at a time, and only while others have what it had. `cluster`: several or all at once. */
  readonly power: 'none' | 'single' | 'cluster';
  /** Every append is on the disk before it is acknowledged. */
  readonly flushesAll: boolean;
  /**
   * Whether a topic must lose nothing. That a machine may lose what it has not synced needs a second one that has it, and
   * is known to: with min.insync.replicas=1 the in-sync set can shrink to a broker that is already gone.
   */
  isDurable(minInsyncReplicas: number): boolean;
}

export function drawFaults(seed: number, brokers: number): FaultTraits {
  const random = SimRandom.stream(seed, 'options of faults');
  const powerChoice = random.fraction();
  const flushesAll = random.chance(0.4);
  const share = random.pick([0.3, 0.6, 1]);
  const drawn = faultKinds.filter((kind) => random.chance(kind === 'kill' ? 0.9 : share));
  const power = !drawn.includes('power') ? 'none' : powerChoice < 0.5 && brokers > 1 ? 'single' : 'cluster';
  const excluded = new Set<FaultKind>();
  // After a failed sync the page cache shows what the disk does not have: with power cuts nobody could promise anything.
  if (power !== 'none') excluded.add('failed sync');
  if (brokers === 1) for (const kind of ['isolate', 'wiped disk'] as const) excluded.add(kind);
  if (power === 'cluster') excluded.add('wiped disk');
  const kinds = drawn.filter((kind) => !excluded.has(kind));
  return {
    kinds: kinds.length === 0 ? ['kill'] : kinds,
    meanIntervalMs: random.pick([200, 400, 700]),
    togetherMax: 2 + random.integer(3),
    power,
    flushesAll,
    isDurable: (minInsyncReplicas) =>
      (minInsyncReplicas > 1 || !kinds.includes('wiped disk')) &&
      (flushesAll || power === 'none' || (power === 'single' && minInsyncReplicas > 1)),
  };
}

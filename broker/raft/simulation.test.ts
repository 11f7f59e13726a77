import { expect, test } from 'vitest';
import { simulateQuorum } from '../simulation/raft/quorum-simulation';

const runs = 250;

/** After every event of every run: QuorumChecks. At its end everything is healed and has to work. */
test('a quorum agrees and comes back, whatever dies, is cut off, wiped or replaced', () => {
  const seen = new Set<string>();
  let committed = 0;
  for (let seed = 1; seed <= runs; seed += 1) {
    try {
      const result = simulateQuorum(seed);
      committed += result.committed;
      for (const event of result.events) seen.add(event);
    } catch (error) {
      throw new Error(`simulateQuorum(${seed})`, { cause: error });
    }
  }
  expect(committed).toBeGreaterThan(runs * 10);
  const wanted = ['installed a snapshot', 'resigned', 'truncated', 'voters changed', 'wiped', 'wrote a snapshot'];
  expect([...seen].sort()).toEqual(expect.arrayContaining(wanted));
});

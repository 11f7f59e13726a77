/**
 * Random lives of a small cluster: brokers start, stop, die and lose what was only in memory or their disks; leaders
 * propose in-sync sets; topics are made, moved, reconfigured and deleted; controllers change. After every batch each
 * partition must obey the rules, and no leader that counts as having everything may lack a committed record.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ClusterLife, type LifeStep } from '../simulation/metadata/cluster-life';

const brokerIds = [1, 2, 3, 4];
const kind = <Kind extends LifeStep['kind']>(...kinds: Kind[]) => fc.constantFrom(...kinds);
const broker = fc.constantFrom(...brokerIds);
const topic = fc.constantFrom('a', 'b');
const replicas = fc.shuffledSubarray(brokerIds, { minLength: 1 });
const target = fc.option(replicas, { nil: null });
const minIsr = fc.integer({ min: 1, max: 3 });
const isTrue = fc.boolean();

interface Weighted {
  readonly weight: number;
  readonly arbitrary: fc.Arbitrary<LifeStep>;
}

const eventful = (keptShare: fc.Arbitrary<number>): Weighted[] => [
  { weight: 3, arbitrary: fc.record({ kind: kind('create'), topic, replicas, minIsr }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('delete', 'elect-preferred'), topic }) },
  { weight: 6, arbitrary: fc.record({ kind: kind('start'), broker, isClean: isTrue, keptShare }) },
  { weight: 4, arbitrary: fc.record({ kind: kind('gone'), broker }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('unregister'), broker }) },
  { weight: 8, arbitrary: fc.record({ kind: kind('heartbeat'), broker, wantShutDown: fc.constantFrom(false, false, true) }) },
  { weight: 8, arbitrary: fc.record({ kind: kind('propose-isr'), topic, members: replicas }) },
  { weight: 6, arbitrary: fc.record({ kind: kind('produce'), topic, isReplicated: isTrue }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('reassign'), topic, replicas: target }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('set-min-isr'), topic, minIsr }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('new-controller') }) },
];

const losing: Weighted[] = [
  { weight: 1, arbitrary: fc.record({ kind: kind('wipe'), broker }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('elect-unclean'), topic }) },
];

async function live(steps: readonly LifeStep[]): Promise<ClusterLife> {
  const life = await ClusterLife.start();
  for (const id of brokerIds) {
    await life.live({ kind: 'start', broker: id, isClean: true, keptShare: 1 });
    await life.live({ kind: 'heartbeat', broker: id, wantShutDown: false });
  }
  for (const step of steps) await life.live(step);
  life.checkReplay();
  return life;
}

test('with power failures, wiped disks and unclean elections, leaders elected as complete are', async () => {
  const steps = fc.array(fc.oneof(...eventful(fc.constantFrom(0, 0.5, 1)), ...losing), { maxLength: 60, size: 'max' });
  await fc.assert(
    fc.asyncProperty(steps, async (each) => {
      await live(each);
    }),
    { numRuns: 150, seed: 7 },
  );
});

test('while disks keep what was written, nothing committed is ever lost, however often processes are killed', async () => {
  const steps = fc.array(fc.oneof(...eventful(fc.constant(1))), { maxLength: 60, size: 'max' });
  await fc.assert(
    fc.asyncProperty(steps, async (each) => {
      expect((await live(each)).lostCount).toBe(0);
    }),
    { numRuns: 150, seed: 11 },
  );
});

import { expect, test } from 'vitest';
import { SimWorld } from './sim-world';

test('a timer that came due in a pause does not run when it is cancelled before its turn', async () => {
  const world = new SimWorld({ seed: 1, skew: { rateMax: 0, wallMsMax: 0 }, chunkBytes: () => 1000 });
  const { process } = world.spawn(world.addMachine('host'), 'program');
  const seen: string[] = [];
  const timer = process.after(10, () => seen.push('cancelled'));
  process.after(10, () => seen.push('kept'));
  process.schedule('network', 10, () => {
    seen.push('news');
    timer.cancel();
  });
  process.pause();
  await world.scheduler.run(100);
  expect(seen).toEqual([]);
  process.resume();
  await world.scheduler.run(200);
  expect(seen).toEqual(['news', 'kept']);
});

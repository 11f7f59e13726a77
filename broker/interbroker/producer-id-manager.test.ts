import { expect, test } from 'vitest';
import { ProducerIdManager } from './producer-id-manager';

test('ids go up through a block, and a block is asked for once', async () => {
  let blocks = 0;
  const manager = new ProducerIdManager(() => {
    blocks += 1;
    return Promise.resolve({ firstId: blocks * 10, length: 3 });
  });
  const ids = await Promise.all(Array.from({ length: 7 }, () => manager.nextProducerId()));
  expect(ids).toEqual([10, 11, 12, 20, 21, 22, 30]);
  expect(blocks).toBe(3);
});

test('a refused block fails those who wait, and the next asks again', async () => {
  let refuse = true;
  const manager = new ProducerIdManager(() =>
    refuse ? Promise.reject(new Error('no')) : Promise.resolve({ firstId: 5, length: 1 }),
  );
  await expect(manager.nextProducerId()).rejects.toThrow('no');
  refuse = false;
  expect(await manager.nextProducerId()).toBe(5);
});

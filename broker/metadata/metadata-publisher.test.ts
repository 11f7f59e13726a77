import { expect, test } from 'vitest';
import { emptyImage, wholeDelta } from './image-draft';
import { MetadataPublisher } from './metadata-publisher';
import { replay } from './replay';

const first = emptyImage('c');
const second = replay(first, [], { offset: 0, epoch: 1 }).image;
const delta = wholeDelta(first);

test('listeners take one image after the other, each in the order of subscription', async () => {
  const publisher = new MetadataPublisher(first);
  const events: string[] = [];
  for (const name of ['x', 'y']) {
    publisher.subscribe(async (image) => {
      events.push(`${name} begins ${image.offset}`);
      await Promise.resolve();
      events.push(`${name} ends ${image.offset}`);
    });
  }
  await Promise.all([publisher.publish(first, delta), publisher.publish(second, delta)]);
  expect(events).toEqual([
    'x begins -1',
    'x ends -1',
    'y begins -1',
    'y ends -1',
    'x begins 0',
    'x ends 0',
    'y begins 0',
    'y ends 0',
  ]);
  expect(publisher.image).toBe(second);
});

test('after a listener failed nothing is published', async () => {
  const publisher = new MetadataPublisher(first);
  publisher.subscribe(() => Promise.reject(new Error('no')));
  await expect(publisher.publish(first, delta)).rejects.toThrow('no');
  await expect(publisher.publish(second, delta)).rejects.toThrow('no');
  expect(publisher.image).toBe(first);
});

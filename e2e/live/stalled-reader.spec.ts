import { createTopic } from '../fixtures/api';
import { gapCount, openEventStream, rowsOf } from '../fixtures/event-stream';
import { consoleMemoryMiB } from '../fixtures/process-tree';
import { expect, test } from '../fixtures/test';

const batches = 150;
const perBatch = 1000;
const valueBytes = 500;
/** 75 MB of values are produced; a console that buffered them would grow by more than this. */
const growthMiBMax = 60;

/** Goal: a reader that stops reading costs the console nothing, and is told exactly what it missed. */
test('a stalled reader: memory stays flat, and shown + gap = produced', async ({ ottla, kafka, topicName }) => {
  await createTopic(ottla, topicName, 2);
  const stream = await openEventStream(`${ottla.consoleUrl}/api/v1/clusters/local/topics/${topicName}/records/stream?from=live`);
  await expect.poll(() => stream.frames.map(({ event }) => event)).toContain('hello');

  const producer = kafka.producer();
  await producer.connect();
  const messages = Array.from({ length: perBatch }, (_, index) => ({ partition: index % 2, value: 'x'.repeat(valueBytes) }));
  await producer.send({ topic: topicName, messages });
  const memoryBefore = await consoleMemoryMiB(ottla.pid);
  stream.pause();
  for (let batch = 1; batch < batches; batch += 1) await producer.send({ topic: topicName, messages });
  const memoryAfter = await consoleMemoryMiB(ottla.pid);
  expect(memoryAfter - memoryBefore).toBeLessThan(growthMiBMax);

  stream.resume();
  await producer.send({
    topic: topicName,
    messages: [
      { partition: 0, value: 'last' },
      { partition: 1, value: 'last' },
    ],
  });
  await producer.disconnect();
  const isLast = (): boolean => rowsOf(stream.frames).filter(({ value }) => value?.text === 'last').length === 2;
  await expect.poll(isLast, { timeout: 30_000 }).toBe(true);
  const shown = rowsOf(stream.frames);
  expect(shown.length + gapCount(stream.frames)).toBe(batches * perBatch + 2);
  expect(new Set(shown.map(({ partition, offset }) => `${partition}:${offset}`)).size).toBe(shown.length);
  stream.close();
});

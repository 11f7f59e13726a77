import { createTopic } from '../fixtures/api';
import { openEventStream, rowsOf } from '../fixtures/event-stream';
import { brokerPid } from '../fixtures/process-tree';
import { expect, test } from '../fixtures/test';

const beforeKill = 200;
const afterKill = 200;

/** Goal: a tail neither loses nor repeats a message when the broker dies under it. Method: kill -9 in the middle. */
test('a tail survives the death of the broker without loss or repeat', async ({ ottla, kafka, topicName }) => {
  await createTopic(ottla, topicName, 3);
  const stream = await openEventStream(`${ottla.consoleUrl}/api/v1/clusters/local/topics/${topicName}/records/stream?from=live`);
  await expect.poll(() => stream.frames.map(({ event }) => event)).toContain('hello');

  const producer = kafka.producer({
    idempotent: true,
    retry: { retries: Number.MAX_SAFE_INTEGER, initialRetryTime: 50, multiplier: 1 },
  });
  await producer.connect();
  const send = async (index: number): Promise<void> => {
    await producer.send({ topic: topicName, messages: [{ partition: index % 3, value: `m${index}` }] });
  };
  for (let index = 0; index < beforeKill; index += 1) await send(index);
  process.kill(await brokerPid(ottla.pid), 'SIGKILL');
  for (let index = beforeKill; index < beforeKill + afterKill; index += 1) await send(index);
  await producer.disconnect();

  const expected = Array.from({ length: beforeKill + afterKill }, (_, index) => `m${index}`);
  await expect.poll(() => rowsOf(stream.frames).length, { timeout: 30_000 }).toBeGreaterThanOrEqual(expected.length);
  const seen = rowsOf(stream.frames).map(({ value }) => value?.text ?? '');
  expect(seen.toSorted()).toEqual(expected.toSorted());
  expect(stream.frames.map(({ event }) => event)).not.toContain('gap');
  stream.close();
});

import { createTopic, publish, readPage } from '../fixtures/api';
import { openEventStream, rowsOf } from '../fixtures/event-stream';
import { apiHome } from '../fixtures/home';
import { expect, test } from '../fixtures/test';

/** Goal: a name used again is another topic, for a producer, a consumer, a page and a tail that were in the middle of it. */
test('a topic deleted and recreated under live clients', async ({ ottla, kafka, topicName }) => {
  await createTopic(ottla, topicName, 2);
  await publish(ottla, topicName, [
    { value: 'old', partition: 0 },
    { value: 'old', partition: 1 },
    { value: 'old', partition: 0 },
  ]);
  const tail = await openEventStream(`${ottla.consoleUrl}${apiHome}/topics/${topicName}/records/stream?from=oldest&follow=1`);
  await expect.poll(() => rowsOf(tail.frames).length).toBe(3);
  const firstPage = await readPage(ottla, topicName, { from: 'oldest', n: '1' });
  const producer = kafka.producer({ retry: { retries: 20, initialRetryTime: 50, multiplier: 1 } });
  await producer.connect();
  await producer.send({ topic: topicName, messages: [{ value: 'old' }] });

  const topicUrl = `${ottla.consoleUrl}${apiHome}/topics/${topicName}`;
  expect((await fetch(topicUrl, { method: 'DELETE' })).status).toBeLessThan(300);
  expect((await fetch(topicUrl)).status).toBe(404);
  await createTopic(ottla, topicName, 1);
  await producer.send({ topic: topicName, messages: [{ value: 'new', partition: 0 }] });
  await producer.disconnect();

  const page = await readPage(ottla, topicName, { from: 'oldest' });
  expect(page.records.map(({ offset, value }) => [offset, value?.text])).toEqual([['0', 'new']]);
  const stale = await fetch(
    `${topicUrl}/records?${new URLSearchParams({ from: 'oldest', n: '1', cursor: firstPage.next ?? '' })}`,
  );
  expect(stale.status).toBe(410);
  expect(await stale.json()).toMatchObject({ error: { code: 'TOPIC_RECREATED' } });
  await expect.poll(() => tail.frames.at(-1)?.event, { timeout: 20_000 }).toBe('end');
  expect(rowsOf(tail.frames).map(({ value }) => value?.text)).not.toContain('new');
  tail.close();
});

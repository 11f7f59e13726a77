import { createTopic, publish, readPage, type PageBody } from '../fixtures/api';
import { openEventStream, rowsOf } from '../fixtures/event-stream';
import { runOttla } from '../fixtures/ottla';
import { apiHome } from '../fixtures/home';
import { expect, test } from '../fixtures/test';

const messageCount = 10_000;
const perRequest = 500;

/** Goal: four ways of counting agree to the message. Method: publish, then walk, tail, and ask for offsets. */
test('10,000 published messages are 10,000 by page, by tail and by get-offsets', async ({ ottla, topicName }) => {
  await createTopic(ottla, topicName, 4);
  const stream = await openEventStream(`${ottla.consoleUrl}${apiHome}/topics/${topicName}/records/stream?from=live`);
  await expect.poll(() => stream.frames.map(({ event }) => event)).toContain('hello');

  for (let from = 0; from < messageCount; from += perRequest) {
    await publish(
      ottla,
      topicName,
      Array.from({ length: perRequest }, (_, index) => ({ key: `k${from + index}`, value: `v${from + index}` })),
    );
  }

  await expect.poll(() => rowsOf(stream.frames).length, { timeout: 20_000 }).toBe(messageCount);
  const tailed = new Set(rowsOf(stream.frames).map(({ partition, offset }) => `${partition}:${offset}`));
  expect(tailed.size).toBe(messageCount);
  stream.close();

  const walked = new Set<string>();
  let page: PageBody = await readPage(ottla, topicName, { from: 'oldest', n: '1000' });
  let rows = page.records.length;
  for (;;) {
    for (const { value } of page.records) walked.add(value?.text ?? '');
    if (page.next === null) break;
    page = await readPage(ottla, topicName, { from: 'oldest', n: '1000', cursor: page.next });
    rows += page.records.length;
  }
  expect(rows).toBe(messageCount);
  expect(walked.size).toBe(messageCount);

  const total = await runOttla(['get-offsets', '--bootstrap-server', ottla.bootstrapServers, '--topic', topicName, '--total']);
  expect(total).toMatchObject({ code: 0, stdout: `${messageCount}\n` });
});

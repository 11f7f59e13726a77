import { createTopic } from '../fixtures/api';
import { home } from '../fixtures/home';
import { expect, test } from '../fixtures/test';

test('a transaction is read in words, and its messages when it is committed', async ({ page, ottla, kafka, topicName }) => {
  await createTopic(ottla, topicName);
  const transactionalId = `${topicName}-writer`;
  const producer = kafka.producer({ transactionalId, idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  for (const end of ['abort', 'commit'] as const) {
    const transaction = await producer.transaction();
    await transaction.send({ topic: topicName, messages: [{ value: `to ${end}` }] });
    await transaction[end]();
  }
  await producer.disconnect();
  const grid = page.getByRole('grid');
  await page.goto(`${home}/topics/__transaction_state/messages?from=oldest&q=${transactionalId}`);
  await expect(grid.getByRole('row').filter({ hasText: transactionalId }).first()).toBeVisible();
  for (const state of ['CompleteAbort', 'CompleteCommit'])
    await expect(
      grid
        .getByRole('row')
        .filter({ hasText: `"state":"${state}"` })
        .first(),
    ).toBeVisible();
  await page.goto(`${home}/topics/${topicName}/messages?from=oldest&isolation=read_committed`);
  await expect(grid).toContainText('to commit');
  await expect(grid).not.toContainText('to abort');
});

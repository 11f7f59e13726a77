import { createTopic, publish } from '../fixtures/api';
import { home } from '../fixtures/home';
import { expect, expectAccessible, test } from '../fixtures/test';

test('what a group committed is read in words', async ({ page, ottla, kafka, topicName }) => {
  await createTopic(ottla, topicName);
  await publish(ottla, topicName, [{ value: 'first' }, { value: 'second' }]);
  const group = `${topicName}-readers`;
  const admin = kafka.admin();
  await admin.connect();
  await admin.setOffsets({ groupId: group, topic: topicName, partitions: [{ partition: 0, offset: '1' }] });
  await admin.disconnect();
  await page.goto(`${home}/topics/__consumer_offsets/messages?from=oldest&q=${group}`);
  const row = page.getByRole('grid').getByRole('row').filter({ hasText: 'OffsetCommit' });
  await expect(row.first()).toContainText(`"group":"${group}"`);
  await expect(row.first()).toContainText('"offset":1');
  await expectAccessible(page);
});

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

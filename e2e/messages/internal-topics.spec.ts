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

import { createTopic, publish } from '../fixtures/api';
import { expect, test } from '../fixtures/test';

/** Browsers allow six connections to one server; a console that held two per tab would hang in the third. */
test('eight tabs of one browser all load, and all are live', async ({ context, ottla, topicName }) => {
  await createTopic(ottla, topicName, 2);
  const tabs = [];
  for (let index = 0; index < 8; index += 1) {
    const tab = await context.newPage();
    await tab.goto(`${ottla.consoleUrl}/c/local/topics/${topicName}/${index % 2 === 0 ? 'messages?from=live' : 'partitions'}`);
    await expect(tab.getByRole('heading', { name: topicName })).toBeVisible();
    tabs.push(tab);
  }
  await publish(ottla, topicName, [{ partition: 0, value: 'to all of you' }]);
  for (const [index, tab] of tabs.entries()) {
    await tab.bringToFront();
    const shown =
      index % 2 === 0
        ? tab.getByRole('grid').getByText('to all of you')
        : tab.getByRole('row').filter({ hasText: 'p0' }).getByRole('cell', { name: '1', exact: true }).first();
    await expect(shown).toBeVisible({ timeout: 20_000 });
  }
});

import { createTopic, readPage } from '../fixtures/api';
import { home } from '../fixtures/home';
import { expect, expectAccessible, expectNoSidewaysScroll, openInTheme, test } from '../fixtures/test';

test('a message is repeated at a rate, goes on while its page is left, is stopped, and says what was written', async ({
  page,
  ottla,
  topicName,
}) => {
  await createTopic(ottla, topicName, 2);
  await openInTheme(page, `${home}/topics/${topicName}/publish`, 'light');
  const form = page.getByRole('form', { name: `Publish to ${topicName}` });
  await form.getByLabel('Key', { exact: true }).fill('k{{counter}}');
  await form.getByLabel('Value', { exact: true }).fill('{"n":{{counter 0}}}');
  await form.getByRole('button', { name: 'Repeat…' }).click();
  await page.getByLabel('Times').fill('0');
  await expect(page.getByText('From 1 to 1,000,000.')).toBeVisible();
  await page.getByLabel('Times').fill('3,000');
  await page.getByRole('button', { name: 'Publish 3,000 times' }).click();
  await expect(page.getByText(/^3,000 messages written in/)).toBeVisible();
  await page.getByText('Where they are').click();
  await expect(page.getByText(/1,\d\d\d, offsets 0–1,\d\d\d/)).toHaveCount(2);
  await expectAccessible(page);

  await page.getByLabel('Times').fill('100000');
  await page.getByLabel('Per second').fill('50');
  await page.getByRole('button', { name: 'Publish 100,000 times' }).click();
  await expect(page.getByText(/^[\d,]+ of 100,000 written$/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Config', exact: true }).click();
  await expect(page.getByText('retention.ms').first()).toBeVisible();
  await page.getByRole('link', { name: 'Publish', exact: true }).click();
  await expect(page.getByText(/^[\d,]+ of 100,000 written$/)).toBeVisible();
  await page.setViewportSize({ width: 360, height: 720 });
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: 'Stop' }).click();
  const said = (await page.getByText(/^Stopped after/).textContent()) ?? '';
  const written = Number(/after ([\d,]+) messages/.exec(said)?.[1]?.replaceAll(',', ''));

  const { records } = await readPage(ottla, topicName, { from: 'newest', n: '1000' });
  const numbers = records.map(({ value }) => Number(/\d+/.exec(value?.text ?? '')?.[0]));
  expect(Math.max(...numbers)).toBe(3_000 + written - 1);
});

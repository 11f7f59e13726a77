import type { Page } from '@playwright/test';
import { createTopic, publish } from '../fixtures/api';
import { home } from '../fixtures/home';
import { changeTheme, expect, expectAccessible, expectNoSidewaysScroll, openInTheme, test } from '../fixtures/test';
import type { RunningOttla } from '../fixtures/ottla';

/** Topic and value of each row as they are seen, newest first. */
async function rows(page: Page): Promise<string[]> {
  const cells = await page
    .getByRole('grid')
    .getByRole('row')
    .filter({ has: page.getByRole('link') })
    .evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll<HTMLElement>('[role=gridcell]')].map((cell) => cell.innerText).filter(Boolean)),
    );
  return cells.map((texts) => `${texts[1] ?? ''} ${texts[5] ?? ''}`);
}

async function twoTopics(ottla: RunningOttla, name: string): Promise<readonly [string, string]> {
  const topics = [`${name}-a`, `${name}-b`] as const;
  for (const topic of topics) {
    await createTopic(ottla, topic);
    await publish(ottla, topic, [{ key: 'k', value: `first of ${topic}` }]);
  }
  return topics;
}

test('messages of two topics appear in order with their topics, and a pause loses none', async ({ page, ottla, topicName }) => {
  const [a, b] = await twoTopics(ottla, topicName);
  await page.goto(`${home}/tail`);
  await page.getByLabel('Find a topic').fill(topicName);
  await page.getByRole('checkbox', { name: a }).check();
  await page.getByRole('checkbox', { name: b }).check();
  await page.getByRole('button', { name: 'Watch 2 topics' }).click();
  await expect(page).toHaveURL(new RegExp(`topics=${a},${b}$`));
  const first = [`${b} first of ${b}`, `${a} first of ${a}`];
  await expect.poll(() => rows(page)).toEqual(first);

  await publish(ottla, b, [{ key: 'k', value: 'b2' }]);
  await expect.poll(() => rows(page)).toEqual([`${b} b2`, ...first]);
  await publish(ottla, a, [{ key: 'k', value: 'a2' }]);
  await expect.poll(() => rows(page)).toEqual([`${a} a2`, `${b} b2`, ...first]);

  await page.getByRole('button', { name: 'Pause' }).click();
  await publish(ottla, a, [{ key: 'k', value: 'a3' }]);
  await expect(page.getByRole('button', { name: 'Resume' })).toContainText('1 new');
  await publish(ottla, b, [{ key: 'k', value: 'b3' }]);
  await expect(page.getByRole('button', { name: 'Resume' })).toContainText('2 new');
  expect(await rows(page)).toEqual([`${a} a2`, `${b} b2`, ...first]);
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect.poll(() => rows(page)).toEqual([`${b} b3`, `${a} a3`, `${a} a2`, `${b} b2`, ...first]);

  await page.getByRole('row').filter({ hasText: 'b3' }).click();
  await expect(page).toHaveURL(new RegExp(`/topics/${b}/messages/0/2$`));
});

test('the filter narrows, a reload keeps the choice, and a topic taken off stops', async ({ page, ottla, topicName }) => {
  const [a, b] = await twoTopics(ottla, topicName);
  await page.goto(`${home}/tail?topics=${a},${b}`);
  await expect.poll(async () => (await rows(page)).length).toBe(2);
  await page.getByLabel('Find in key, value and headers').fill('Wanted');
  await expect(page).toHaveURL(/q=Wanted/);
  await expect(page.getByText('Nothing like that among the last messages')).toBeVisible();
  await publish(ottla, a, [
    { key: 'k', value: 'not this' },
    { key: 'k', value: 'wanted a' },
  ]);
  await publish(ottla, b, [{ key: 'k', value: 'Wanted b' }]);
  await expect.poll(async () => (await rows(page)).sort()).toEqual([`${a} wanted a`, `${b} Wanted b`]);
  await page.getByRole('button', { name: 'Tell capital from small letters' }).click();
  await expect.poll(() => rows(page)).toEqual([`${b} Wanted b`]);
  await page.reload();
  await expect.poll(() => rows(page)).toEqual([`${b} Wanted b`]);

  await page.getByRole('button', { name: `Stop watching ${a}` }).click();
  await expect(page).toHaveURL(new RegExp(`topics=${b}&`));
  await expect.poll(() => rows(page)).toEqual([`${b} Wanted b`]);
  await publish(ottla, a, [{ key: 'k', value: 'Wanted no more' }]);
  await publish(ottla, b, [{ key: 'k', value: 'Wanted still' }]);
  await expect.poll(() => rows(page)).toEqual([`${b} Wanted still`, `${b} Wanted b`]);
});

test('a topic that is not there is named and stops none, readable in both themes', async ({ page, ottla, topicName }) => {
  const [a, b] = await twoTopics(ottla, topicName);
  await openInTheme(page, `${home}/tail?topics=${a},nobody-made-this,${b}`, 'light');
  await expect.poll(async () => (await rows(page)).length).toBe(2);
  await expect(page.getByRole('region', { name: 'nobody-made-this' }).getByRole('alert')).toBeVisible();
  await publish(ottla, b, [{ key: 'k', value: 'still comes' }]);
  await expect(page.getByRole('grid').getByText('still comes')).toBeVisible();
  await expectAccessible(page);
  await changeTheme(page, 'dark');
  await expectAccessible(page);
  await page.getByRole('button', { name: '3 topics' }).click();
  await expect(page.getByRole('checkbox', { name: a })).toBeChecked();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('checkbox', { name: a })).toBeHidden();
  await page.setViewportSize({ width: 360, height: 720 });
  await expectNoSidewaysScroll(page);
});

import { createTopic, publish } from '../fixtures/api';
import { home } from '../fixtures/home';
import { expect, test } from '../fixtures/test';

test('the language is chosen in the header and stays: Persian, from right to left, with code and numbers as they are', async ({
  page,
  ottla,
  topicName,
}) => {
  await createTopic(ottla, topicName, 2);
  const value = `{"first":1,"filler":"${'x'.repeat(400)}","last":2}`;
  await publish(ottla, topicName, [{ key: 'customer-1', value, partition: 1 }]);
  await page.goto(`${home}/topics/${topicName}/messages?from=newest`);
  await page.getByRole('button', { name: 'Language: English' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'فارسی' }).click();

  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.locator('html')).toHaveAttribute('lang', 'fa');
  await expect(page.getByRole('link', { name: 'پیام‌ها', exact: true })).toBeVisible();
  await expect(page.getByText('p1', { exact: true }).first()).toBeVisible();

  await page.reload();
  const row = page.getByRole('row').filter({ hasText: 'customer-1' });
  await expect(row.getByText('"first"')).toBeVisible();
  /* A long value shows where it begins, and is cut at its end. */
  const isBeginShown = await row.getByText('"first"').evaluate((node) => {
    const cell = node.closest('[role=gridcell]')?.getBoundingClientRect();
    const begin = node.getBoundingClientRect();
    return cell !== undefined && begin.left >= cell.left - 1 && begin.right <= cell.right + 1;
  });
  expect(isBeginShown).toBe(true);

  await page.setViewportSize({ width: 390, height: 780 });
  await page.goto('/settings');
  await expect(page.getByRole('link', { name: 'تنظیمات' })).toBeInViewport({ ratio: 1 });
  await page.getByRole('combobox', { name: 'زبان' }).selectOption('en');
  await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
});

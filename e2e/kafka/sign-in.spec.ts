import { expect, test } from '../fixtures/test';
import { waysIn } from './fixtures/secured-clusters';

const titles = {
  AUTHENTICATION_FAILED: 'The cluster does not accept the console’s credentials.',
  TLS_FAILED: 'No secure connection to the cluster can be made.',
} as const;

for (const [cluster, outcome] of Object.entries(waysIn)) {
  test(`${cluster}: ${outcome}`, async ({ page, topicName }) => {
    const topics = `/api/v1/clusters/${cluster}/topics`;
    if (outcome === 'in') {
      const created = await page.request.post(topics, { data: { name: topicName, partitions: 1, replicationFactor: 1 } });
      expect(created.status(), await created.text()).toBe(201);
      await page.goto(`/c/${cluster}/topics?q=${topicName}`);
      await expect(page.getByRole('link', { name: topicName, exact: true })).toBeVisible();
      return;
    }
    const refused = await page.request.get(topics);
    expect(await refused.json()).toMatchObject({ error: { code: outcome } });
    await page.goto(`/c/${cluster}/topics`);
    await expect(page.getByText(titles[outcome]).first()).toBeVisible();
    expect(await page.content()).not.toContain('guessed');
  });
}

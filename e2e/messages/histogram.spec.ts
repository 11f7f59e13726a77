import type { Kafka } from 'kafkajs';
import { createTopic } from '../fixtures/api';
import { home } from '../fixtures/home';
import { expect, expectAccessible, openInTheme, test } from '../fixtures/test';

const noonMs = Date.parse('2026-11-22T12:00:00Z');
const minuteMs = 60_000;
/** Retention would take messages of that day. */
const keptForever = { 'retention.ms': '-1' };

async function write(kafka: Kafka, topic: string, minutes: readonly number[]): Promise<void> {
  const producer = kafka.producer();
  await producer.connect();
  const messages = minutes.map((minute) => ({
    partition: 0,
    value: `minute ${minute}`,
    timestamp: String(noonMs + minute * minuteMs),
  }));
  await producer.send({ topic, messages });
  await producer.disconnect();
}

/** Three in the first minute, then one in each of the next nine. */
const tenMinutes = [0, 0, ...Array.from({ length: 10 }, (_, minute) => minute)];

test('a span dragged over the plot is what is read, and the plot then shows that span', async ({
  page,
  ottla,
  kafka,
  topicName,
}) => {
  await createTopic(ottla, topicName, 1, keptForever);
  await write(kafka, topicName, tenMinutes);
  await page.goto(`${home}/topics/${topicName}/messages?from=newest`);
  const plot = page.getByRole('listbox', { name: `Messages of ${topicName} over time` });
  await expect(plot.getByRole('option')).toHaveCount(55);
  await expect(plot.getByRole('option').first()).toHaveAccessibleName(
    '2026-11-22 12:00:00 – 2026-11-22 12:00:10 · about 3 messages',
  );
  await expect(page.getByText('about 12 messages (estimate)')).toBeVisible();

  const box = await plot.boundingBox();
  if (box === null) throw new Error('the plot is not drawn');
  const at = (bucket: number) => [box.x + ((bucket + 0.5) / 55) * box.width, box.y + box.height / 2] as const;
  await page.mouse.move(...at(12));
  await page.mouse.down();
  await page.mouse.move(...at(20));
  await page.mouse.move(...at(23));
  await expect(page.getByText('2026-11-22 12:02:00 – 2026-11-22 12:04:00 · about 2 messages')).toBeVisible();
  await page.mouse.up();
  await expect(page).toHaveURL(/from=t:2026-11-22T12:02:00.000Z&to=t:2026-11-22T12:04:00.000Z$/);
  const grid = page.getByRole('grid');
  await expect(grid.getByRole('row')).toHaveCount(3);
  await expect(grid).toContainText('minute 2');
  await expect(grid).toContainText('minute 3');
  await expect(plot.getByRole('option').first()).toHaveAccessibleName(/12:02:00 – 2026-11-22 12:02:02 · about 1 message$/);

  await page.getByRole('button', { name: 'Whole topic' }).click();
  await expect(page).toHaveURL(/from=newest$/);
  await expect(plot.getByRole('option')).toHaveCount(55);
});

test('with the keyboard a span is chosen, widened and read', async ({ page, ottla, kafka, topicName }) => {
  await createTopic(ottla, topicName, 1, keptForever);
  await write(kafka, topicName, tenMinutes);
  await page.goto(`${home}/topics/${topicName}/messages?from=oldest`);
  const plot = page.getByRole('listbox', { name: `Messages of ${topicName} over time` });
  await plot.focus();
  await page.keyboard.press('Home');
  for (let press = 0; press < 6; press += 1) await page.keyboard.press('Shift+ArrowRight');
  await expect(plot.getByRole('option', { selected: true })).toHaveCount(7);
  await expect(page.getByText('12:00:00 – 2026-11-22 12:01:10 · about 4 messages')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(plot.getByRole('option', { selected: true })).toHaveCount(0);
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/from=t:2026-11-22T12:09:00.000Z&to=t:2026-11-22T12:09:10.000Z$/);
  await expect(page.getByRole('grid').getByRole('row')).toHaveCount(2);
  await expect(page.getByRole('grid')).toContainText('minute 9');
});

test('there is no plot of an empty topic, nor of times that run backwards, and it can be put away', async ({
  page,
  ottla,
  kafka,
  topicName,
}) => {
  const [empty, backwards, usual] = [`${topicName}-empty`, `${topicName}-backwards`, `${topicName}-usual`];
  for (const topic of [empty, backwards, usual]) await createTopic(ottla, topic, 1, keptForever);
  await write(kafka, backwards, tenMinutes.toReversed());
  await write(kafka, usual, tenMinutes);
  const answered = (topic: string) => page.waitForResponse((response) => response.url().includes(`/topics/${topic}/histogram`));
  for (const topic of [empty, backwards]) {
    const answer = answered(topic);
    await page.goto(`${home}/topics/${topic}/messages?from=newest`);
    expect((await answer).status()).toBe(200);
    await expect(page.getByText(topic === empty ? 'No messages here' : 'minute 9').first()).toBeVisible();
    await expect(page.getByRole('listbox')).toHaveCount(0);
  }
  await page.goto(`${home}/topics/${usual}/messages?from=newest`);
  await expect(page.getByRole('listbox')).toBeVisible();
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await page.getByRole('switch', { name: 'Messages over time' }).uncheck();
  await expect(page.getByRole('listbox')).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('grid')).toContainText('minute 9');
  await expect(page.getByRole('listbox')).toHaveCount(0);
});

for (const theme of ['light', 'dark'] as const) {
  test(`the plot is accessible in ${theme}`, async ({ page, ottla, kafka, topicName }) => {
    const topic = `${topicName}-${theme}`;
    await createTopic(ottla, topic, 1, keptForever);
    await write(kafka, topic, tenMinutes);
    await openInTheme(page, `${home}/topics/${topic}/messages?from=newest`, theme);
    await page.getByRole('listbox').focus();
    await page.keyboard.press('End');
    await expect(page.getByRole('listbox').getByRole('option', { selected: true })).toHaveCount(1);
    await expectAccessible(page);
  });
}

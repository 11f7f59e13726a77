import { expect, test } from 'vitest';
import { emptyDraft, requestOf, wholeNumber, wrongNumbers } from './topic-draft';

test('whole numbers, also in Persian digits', () => {
  expect(wholeNumber(' 12 ', 1)).toBe(12);
  expect(wholeNumber('۱۲', 1)).toBe(12);
  expect(wholeNumber('-1', -1)).toBe(-1);
  for (const typed of ['', '0', '1.5', '1e3', 'x', '-1']) expect(wholeNumber(typed, 1)).toBeUndefined();
});

test('a draft without choices asks for no settings', () => {
  expect(requestOf({ ...emptyDraft, name: 'orders' })).toEqual({ name: 'orders', partitions: 1, replicationFactor: 1 });
});

test('choices become settings of Kafka', () => {
  expect(
    requestOf({
      ...emptyDraft,
      name: 'a',
      partitions: '6',
      replicas: '3',
      keep: '-1',
      policy: 'both',
      retentionBytes: '1000',
      maxMessageBytes: '2000',
    }),
  ).toEqual({
    name: 'a',
    partitions: 6,
    replicationFactor: 3,
    configs: { 'retention.ms': '-1', 'cleanup.policy': 'compact,delete', 'retention.bytes': '1000', 'max.message.bytes': '2000' },
  });
});

test('numbers that are none are named', () => {
  expect([...wrongNumbers({ ...emptyDraft, partitions: '0', replicas: '2', maxMessageBytes: 'big' }, 1)]).toEqual([
    'partitions',
    'replicas',
    'maxMessageBytes',
  ]);
  expect([...wrongNumbers(emptyDraft, 1)]).toEqual([]);
});

import { expect, test } from 'vitest';
import { clusterPath, comparePath, groupPath, recordPath, topicPath } from './console-paths';

test('pages of a cluster', () => {
  expect(clusterPath('local')).toBe('/c/local');
  expect(clusterPath('local', 'brokers')).toBe('/c/local/brokers');
  expect(topicPath('local', 'orders.placed')).toBe('/c/local/topics/orders.placed/messages');
  expect(recordPath('local', 'orders', 3, '213871')).toBe('/c/local/topics/orders/messages/3/213871');
});

test('no identifier changes the path', () => {
  expect(topicPath('local', '..', 'config')).toBe('/c/local/topics/~Li4/config');
  expect(groupPath('local', '')).toBe('/c/local/groups/~');
  expect(groupPath('local', 'a/b')).toBe('/c/local/groups/~YS9i');
});

test('two records that are compared, and how they are read', () => {
  const [a, b] = [
    { partition: 0, offset: '12' },
    { partition: 3, offset: '213871' },
  ];
  expect(comparePath('local', 'orders', { a, b })).toBe('/c/local/topics/orders/compare?a=0:12&b=3:213871');
  expect(comparePath('local', 'orders', { a, b: null, decoding: { vd: 'hex' } })).toBe(
    '/c/local/topics/orders/compare?a=0:12&vd=hex',
  );
});

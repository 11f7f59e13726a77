import { expect, test } from 'vitest';
import { clusterPath, groupPath, recordPath, topicPath } from './console-paths';

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

import { expect, test } from 'vitest';
import { clients, snippet } from './snippets';

test.each(clients)('the $name snippet names every server and the topic', ({ client }) => {
  const code = snippet(client, ['localhost:9092', 'localhost:9093'], 'orders');
  expect(code).toContain('localhost:9092');
  expect(code).toContain('localhost:9093');
  expect(code).toContain('orders');
});

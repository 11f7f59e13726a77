import { expect, test } from 'vitest';
import { formatBrokerView, parseBrokerView } from './search-params';

test('a view and its address are the same thing', () => {
  expect(parseBrokerView(new URLSearchParams('?view=log-dirs'))).toBe('log-dirs');
  expect(formatBrokerView('log-dirs')).toBe('?view=log-dirs');
  expect(parseBrokerView(new URLSearchParams('view=x'))).toBe('partitions');
  expect(formatBrokerView('partitions')).toBe('');
});

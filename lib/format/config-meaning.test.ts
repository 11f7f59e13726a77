import { expect, test } from 'vitest';
import { configMeaning } from './config-meaning';

const format = { bytes: (value: number) => `${value} bytes`, duration: (value: number) => `${value} ms` };

test('large numbers of time and size are explained', () => {
  expect(configMeaning('retention.ms', '604800000', format)).toBe('604800000 ms');
  expect(configMeaning('segment.bytes', '1073741824', format)).toBe('1073741824 bytes');
});

test('what needs no explanation gets none', () => {
  expect(configMeaning('retention.ms', '-1', format)).toBeUndefined();
  expect(configMeaning('flush.ms', '9223372036854775807', format)).toBeUndefined();
  expect(configMeaning('cleanup.policy', 'delete', format)).toBeUndefined();
  expect(configMeaning('index.interval', '4096', format)).toBeUndefined();
});

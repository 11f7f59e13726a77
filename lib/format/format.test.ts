import { expect, test } from 'vitest';
import { formatBytes, formatBytesPerSecond } from './format-bytes';
import { formatCompactCount, formatCount } from './format-count';
import { formatAge, formatDuration } from './format-duration';
import { formatClock, formatDateTime, formatTimeOfDay } from './format-time';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

test.each([
  [0, '0 B'],
  [228, '228 B'],
  [999, '999 B'],
  [1000, '1 kB'],
  [388_000, '388 kB'],
  [1_149_000, '1.1 MB'],
  [999_600, '1 MB'],
  [412_000_000, '412 MB'],
  [5_000_000_000_000_000, '5,000 TB'],
])('%d bytes read %s', (bytes, text) => expect(plain(formatBytes(bytes, 'en'))).toBe(text));

test('bytes per second', () => {
  expect(plain(formatBytesPerSecond(1_100_000, 'en'))).toBe('1.1 MB/s');
  expect(plain(formatBytesPerSecond(0, 'en'))).toBe('0 B/s');
});

test('counts keep every digit of a 64-bit integer', () => {
  expect(formatCount('9223372036854775807', 'en')).toBe('9,223,372,036,854,775,807');
  expect(formatCount(1284031, 'en')).toBe('1,284,031');
  expect(formatCount(-1n, 'en')).toBe('-1');
  expect(formatCount('none', 'en')).toBe('none');
  expect(formatCompactCount(1_284_031, 'en')).toBe('1.3M');
});

test.each([
  [0, '0 ms'],
  [740, '740 ms'],
  [4_180, '4.1 s'],
  [59_999, '59 s'],
  [125_000, '2 min 5 s'],
  [14 * 60_000, '14 min'],
  [8_040_000, '2 h 14 min'],
  [7 * 86_400_000, '7 days'],
  [86_400_000, '1 day'],
  [90_000_000, '1 day 1 h'],
])('%d ms read %s', (ms, text) => expect(plain(formatDuration(ms, 'en'))).toBe(text));

test.each([
  [420, '0.4 s'],
  [4_180, '4 s'],
  [265_000, '4 min'],
  [3 * 3_600_000 + 5, '3 h'],
  [2 * 86_400_000, '2 days'],
])('something %d ms old is %s old', (ms, text) => expect(plain(formatAge(ms, 'en'))).toBe(text));

test('times are written in the zone asked for', () => {
  const at = Date.UTC(2026, 10, 22, 14, 2, 51, 541);
  expect(formatDateTime(at, 'en', 'UTC')).toBe('2026-11-22 14:02:51.541');
  expect(formatTimeOfDay(at, 'en', 'UTC')).toBe('14:02:51');
  expect(formatClock(at, 'en', 'Asia/Tehran')).toBe('17:32:51.541');
  expect(formatClock(Date.UTC(2026, 0, 1), 'en', 'UTC')).toBe('00:00:00.000');
  expect(formatDateTime(9e18, 'en', 'UTC')).toBe('9000000000000000000');
});

test('Persian has its own digits, its words for units, and the calendar of Kafka’s tools', () => {
  expect(plain(formatBytes(1_149_000, 'fa'))).toBe('\u2066۱٫۱ MB\u2069');
  expect(plain(formatBytesPerSecond(1_149_000, 'fa'))).toBe('\u2066۱٫۱ MB\u2069 در ثانیه');
  expect(plain(formatBytes(512, 'fa'))).toBe('۵۱۲ بایت');
  expect(plain(formatDuration(125_000, 'fa'))).toBe('۲ دقیقه ۵ ثانیه');
  expect(plain(formatAge(4_180, 'fa'))).toBe('۴ ثانیه');
  expect(formatCount('9223372036854775807', 'fa')).toBe('۹٬۲۲۳٬۳۷۲٬۰۳۶٬۸۵۴٬۷۷۵٬۸۰۷');
  expect(formatDateTime(Date.UTC(2026, 10, 22, 14, 2, 51, 541), 'fa', 'UTC')).toBe('۲۰۲۶-۱۱-۲۲ ۱۴:۰۲:۵۱.۵۴۱');
});

import { expect, test } from 'vitest';
import { momentOf, wallTimeOf } from './wall-time';

test.each(['UTC', 'Asia/Tehran', 'Europe/Amsterdam', 'America/St_Johns'])(
  'in %s a moment and its wall time are each other’s inverse',
  (timeZone) => {
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 5 * 86_400_000 + 3_661_000) {
      expect(momentOf(wallTimeOf(at, timeZone), timeZone)).toBe(at);
    }
  },
);

test('an hour that exists twice is the first of them, and nonsense is nothing', () => {
  expect(momentOf('2026-10-25T02:30:00', 'Europe/Amsterdam')).toBe(Date.UTC(2026, 9, 25, 0, 30));
  expect(momentOf('2026-11-22T14:02', 'UTC')).toBe(Date.UTC(2026, 10, 22, 14, 2));
  expect(momentOf('2026-13-45T99:00:00', 'UTC')).toBeUndefined();
  expect(momentOf('yesterday', 'UTC')).toBeUndefined();
});

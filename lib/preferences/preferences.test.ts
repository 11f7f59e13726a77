import { expect, test } from 'vitest';
import { preferenceCookie, preferencesFrom } from './preferences';

test('without cookies the machine decides', () => {
  expect(preferencesFrom(() => undefined)).toEqual({ theme: 'system', times: 'relative', timeZone: 'browser' });
});

test('what the cookies say is taken over, what they cannot mean is not', () => {
  const cookies = new Map([
    ['ottla-theme', 'dark'],
    ['ottla-times', 'absolute'],
    ['ottla-time-zone', 'Asia/Tehran'],
  ]);
  expect(preferencesFrom((name) => cookies.get(name))).toEqual({ theme: 'dark', times: 'absolute', timeZone: 'Asia/Tehran' });
  expect(preferencesFrom(() => '../../nowhere')).toEqual({ theme: 'system', times: 'relative', timeZone: 'browser' });
});

test('a cookie lasts a year and is encoded', () => {
  expect(preferenceCookie('ottla-time-zone', 'Asia/Tehran')).toBe(
    'ottla-time-zone=Asia%2FTehran; path=/; max-age=31536000; samesite=lax',
  );
});

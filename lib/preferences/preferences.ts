export type Theme = 'system' | 'light' | 'dark';
export type Times = 'relative' | 'absolute';

export interface Preferences {
  readonly theme: Theme;
  readonly times: Times;
  /** `browser`, or an IANA name such as UTC. */
  readonly timeZone: string;
}

/** Kept in cookies, so that the first paint already follows them. */
export const preferenceCookies = { theme: 'ottla-theme', times: 'ottla-times', timeZone: 'ottla-time-zone' } as const;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

export function preferencesFrom(cookie: (name: string) => string | undefined): Preferences {
  const theme = cookie(preferenceCookies.theme);
  const timeZone = cookie(preferenceCookies.timeZone);
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    times: cookie(preferenceCookies.times) === 'absolute' ? 'absolute' : 'relative',
    timeZone: timeZone !== undefined && isTimeZone(timeZone) ? timeZone : 'browser',
  };
}

const yearSeconds = 365 * 24 * 60 * 60;

/** What `document.cookie` takes. */
export function preferenceCookie(name: string, value: string): string {
  return `${name}=${encodeURIComponent(value)}; path=/; max-age=${yearSeconds}; samesite=lax`;
}

/** In the browser only. */
export function savePreference(name: string, value: string): void {
  document.cookie = preferenceCookie(name, value);
}

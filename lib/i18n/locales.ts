export type Locale = 'en' | 'fa';

interface LocaleFacts {
  /** In its own language. */
  readonly name: string;
  readonly short: string;
  readonly direction: 'ltr' | 'rtl';
}

/** A language is data: an entry here and a catalogue beside `en`. */
export const locales: Readonly<Record<Locale, LocaleFacts>> = {
  en: { name: 'English', short: 'EN', direction: 'ltr' },
  fa: { name: 'فارسی', short: 'فا', direction: 'rtl' },
};

export const localeNames: readonly Locale[] = ['en', 'fa'];

export const defaultLocale: Locale = 'en';

export const localeCookie = 'ottla-locale';

export function localeFrom(text: string | undefined): Locale {
  return localeNames.find((name) => name === text) ?? defaultLocale;
}

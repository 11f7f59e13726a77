import type { Catalogue } from './catalogue';
import { en } from './en';
import type { Locale } from './locales';

export function loadCatalogue(locale: Locale): Catalogue {
  switch (locale) {
    case 'en':
      return en;
  }
}

import type { Catalogue } from './catalogue';
import { en } from './en';
import type { Locale } from './locales';

const catalogues: Readonly<Record<Locale, Catalogue>> = { en };

export function loadCatalogue(locale: Locale): Catalogue {
  return catalogues[locale];
}

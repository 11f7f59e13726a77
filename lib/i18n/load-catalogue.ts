import type { Catalogue } from './catalogue';
import { en } from './en';
import { fa } from './fa';
import type { Locale } from './locales';

const catalogues: Readonly<Record<Locale, Catalogue>> = { en, fa };

export function loadCatalogue(locale: Locale): Catalogue {
  return catalogues[locale];
}

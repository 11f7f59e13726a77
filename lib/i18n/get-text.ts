import { cookies } from 'next/headers';
import { loadCatalogue } from './load-catalogue';
import { localeCookie, localeFrom } from './locales';
import { createTranslator, type Translator } from './translate';

/** The words of the page, for server components and metadata. */
export async function getText(): Promise<Translator> {
  const locale = localeFrom((await cookies()).get(localeCookie)?.value);
  return createTranslator(locale, loadCatalogue(locale));
}

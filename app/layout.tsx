import '@fontsource/ibm-plex-mono/400.css';
import '@fontsource/ibm-plex-mono/500.css';
import '@fontsource/ibm-plex-mono/600.css';
import '@fontsource/ibm-plex-sans-arabic/400.css';
import '@fontsource/ibm-plex-sans-arabic/500.css';
import '@fontsource/ibm-plex-sans-arabic/600.css';
import '@fontsource/ibm-plex-sans/400.css';
import '@fontsource/ibm-plex-sans/500.css';
import '@fontsource/ibm-plex-sans/600.css';
import './globals.css';
import type { Metadata, Viewport } from 'next';
import { cookies, headers } from 'next/headers';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { loadCatalogue } from '@/lib/i18n/load-catalogue';
import { localeCookie, localeFrom, locales } from '@/lib/i18n/locales';
import { preferencesFrom } from '@/lib/preferences/preferences';
import { Providers } from './providers';

export const metadata: Metadata = {
  title: { default: 'Ottla', template: '%s · Ottla' },
  description: 'Topics, messages and offsets of a Kafka cluster, live.',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#16181c' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  /* Never prerendered: the scripts of a prerendered page have no nonce and would be refused. */
  await connection();
  const store = await cookies();
  const cookie = (name: string): string | undefined => store.get(name)?.value;
  const locale = localeFrom(cookie(localeCookie));
  const preferences = preferencesFrom(cookie);
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <html lang={locale} dir={locales[locale].direction} data-theme={preferences.theme} data-scroll-behavior="smooth">
      <body>
        <Providers locale={locale} catalogue={loadCatalogue(locale)} preferences={preferences} nonce={nonce}>
          {children}
        </Providers>
      </body>
    </html>
  );
}

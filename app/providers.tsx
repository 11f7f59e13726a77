'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Direction } from 'radix-ui';
import { useState, type ReactNode } from 'react';
import type { Catalogue } from '@/lib/i18n/catalogue';
import { locales, type Locale } from '@/lib/i18n/locales';
import { TextProvider } from '@/lib/i18n/text-provider';
import type { Preferences } from '@/lib/preferences/preferences';
import { PreferencesProvider } from '@/lib/preferences/preferences-provider';
import { ApiError } from '@/lib/queries/api-error';

declare global {
  /** Read by the libraries under the dialogs when they add a style element. */
  var __webpack_nonce__: string | undefined;
}

interface ProvidersProps {
  locale: Locale;
  catalogue: Catalogue;
  preferences: Preferences;
  nonce: string | undefined;
  children: ReactNode;
}

const retriesMax = 2;

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: (failures, error) => failures < retriesMax && error instanceof ApiError && error.retriable },
    },
  });
}

export function Providers({ locale, catalogue, preferences, nonce, children }: ProvidersProps) {
  /* The nonce of the document counts, not that of a later request. */
  useState(() => {
    if (typeof window !== 'undefined' && nonce !== undefined) globalThis.__webpack_nonce__ ??= nonce;
  });
  const [queryClient] = useState(createQueryClient);
  return (
    <TextProvider locale={locale} catalogue={catalogue}>
      <PreferencesProvider initial={preferences}>
        <QueryClientProvider client={queryClient}>
          <Direction.Provider dir={locales[locale].direction}>{children}</Direction.Provider>
        </QueryClientProvider>
      </PreferencesProvider>
    </TextProvider>
  );
}

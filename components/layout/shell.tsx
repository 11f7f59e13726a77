'use client';
import type { ReactNode } from 'react';
import { loadPopups } from '@/components/ui/popups';
import { usePreload } from '@/components/ui/use-preload';
import { useText } from '@/lib/i18n/text-provider';
import { BelowBanner } from './below-banner';
import { Header } from './header';
import { LiveCluster } from './live-cluster';
import { Navigation } from './navigation';
import { StatusBanner } from './status-banner';
import { useCurrentCluster } from './use-current-cluster';

/** Everything around a page. It stays while pages change, and holds the cluster's channel of the tab's one stream. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useText();
  const cluster = useCurrentCluster();
  usePreload(loadPopups);
  return (
    <div className="grid min-h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[auto_auto_1fr] md:grid-cols-[208px_minmax(0,1fr)] md:grid-rows-[48px_1fr]">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:inset-s-3 focus:inset-bs-2 focus:z-50 focus:rounded-md focus:bg-ink focus:px-3 focus:py-1.5 focus:text-paper"
      >
        {t('layout.skip')}
      </a>
      <Header cluster={cluster} />
      <Navigation cluster={cluster} />
      <main id="content" tabIndex={-1} className="flex min-w-0 flex-col gap-3 px-3.5 pt-3 pb-8 outline-none md:px-6.5 md:pt-3.5">
        {cluster === undefined ? (
          children
        ) : (
          <>
            <LiveCluster cluster={cluster} />
            <StatusBanner cluster={cluster} />
            <BelowBanner cluster={cluster}>{children}</BelowBanner>
          </>
        )}
      </main>
    </div>
  );
}

'use client';
import Link from 'next/link';
import { useText } from '@/lib/i18n/text-provider';
import { ClusterSwitcher } from './cluster-switcher';
import { HealthChip } from './health-chip';
import { LanguageSwitch } from './language-switch';
import { Logo } from './logo';
import { PaletteButton } from './palette-button';
import { ThemeSwitch } from './theme-switch';

export function Header({ cluster }: { cluster: string | undefined }) {
  const { t } = useText();
  return (
    <header className="sticky inset-bs-0 z-20 col-span-full flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-surface px-3.5 py-2 md:h-12 md:flex-nowrap md:px-4 md:py-0">
      <Link
        href="/"
        aria-label={t('layout.home')}
        className="flex min-h-6 items-center gap-2 text-[15px] font-semibold tracking-tight md:w-[189px]"
      >
        <Logo />
        <span className="max-sm:sr-only">{t('common.product')}</span>
      </Link>
      <ClusterSwitcher cluster={cluster} />
      <PaletteButton cluster={cluster} />
      <div className="ms-auto flex items-center gap-1.5 md:gap-2">
        {cluster === undefined ? null : <HealthChip cluster={cluster} />}
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
    </header>
  );
}

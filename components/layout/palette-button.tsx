'use client';
import { Suspense, useEffect, useState } from 'react';
import { Kbd } from '@/components/ui/kbd';
import { late } from '@/components/ui/late';
import { usePreload } from '@/components/ui/use-preload';
import { useText } from '@/lib/i18n/text-provider';

const Palette = late(() => import('./palette').then((module) => module.Palette));

/** Opens by click, Ctrl K and ⌘ K. The palette itself is loaded after the page, so that the first key pressed is not lost, or when it is first wanted. */
export function PaletteButton({ cluster }: { cluster: string | undefined }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  usePreload(Palette.preload);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      setWanted(true);
      setOpen((isOpen) => !isOpen);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <button
        type="button"
        aria-keyshortcuts="Control+K Meta+K"
        aria-haspopup="dialog"
        onClick={() => {
          setWanted(true);
          setOpen(true);
        }}
        className="flex min-h-7 min-w-0 items-center justify-between gap-3 rounded-md bg-sunken px-2.5 text-faint hover:text-muted max-md:order-last max-md:basis-full md:mx-auto md:max-w-[420px] md:flex-1"
      >
        <span className="truncate">{t('layout.palette.open')}</span>
        <span className="flex max-sm:hidden">
          <Kbd>Ctrl K</Kbd>
        </span>
      </button>
      {wanted ? (
        <Suspense>
          <Palette cluster={cluster} open={open} onOpenChange={setOpen} />
        </Suspense>
      ) : null}
    </>
  );
}

'use client';
import { Command } from 'cmdk';
import { useRouter } from 'next/navigation';
import { Dialog } from 'radix-ui';
import { useState } from 'react';
import { cx } from '@/components/ui/cx';
import { overlayClass } from '@/components/ui/overlay-class';
import { useDebounced } from '@/components/ui/use-debounced';
import { useText } from '@/lib/i18n/text-provider';
import { usePaletteEntries } from './palette-entries';
import type { PaletteEntry } from './palette-entry';

interface PaletteProps {
  cluster: string | undefined;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Finds topics, groups, brokers, pages and actions by name. */
export function Palette({ cluster, open, onOpenChange }: PaletteProps) {
  const { t } = useText();
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={overlayClass} />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-x-3 inset-bs-[8dvh] z-50 mx-auto max-w-[620px] overflow-hidden rounded-lg border border-line bg-surface text-ink shadow-float focus:outline-none"
        >
          <Dialog.Title className="sr-only">{t('layout.palette.title')}</Dialog.Title>
          <PaletteList cluster={cluster} onDone={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteList({ cluster, onDone }: { cluster: string | undefined; onDone: () => void }) {
  const { t } = useText();
  const router = useRouter();
  const [typed, setTyped] = useState('');
  const wanted = useDebounced(typed.trim());
  const { entries, isSearching, hasFailed } = usePaletteEntries(cluster, typed.trim(), wanted);
  const choose = (entry: PaletteEntry) => {
    onDone();
    if (entry.target.kind === 'page') router.push(entry.target.href);
    else entry.target.run();
  };
  return (
    <Command label={t('layout.palette.title')} shouldFilter={false} loop>
      <Command.Input
        value={typed}
        onValueChange={setTyped}
        placeholder={t('layout.palette.placeholder')}
        className="h-11 w-full border-b border-line bg-transparent px-4 text-[15px] outline-none"
      />
      <Command.List label={t('layout.palette.title')} className="max-h-[min(420px,62dvh)] overflow-y-auto">
        {isSearching || entries.length > 0 ? null : <div className="px-4 py-3 text-faint">{t('layout.palette.empty')}</div>}
        {entries.map((entry) => (
          <Command.Item
            key={entry.id}
            value={entry.id}
            onSelect={() => choose(entry)}
            className="flex min-h-9 cursor-pointer items-center justify-between gap-4 border-b border-line/65 px-4 last:border-b-0 data-[selected=true]:bg-select"
          >
            <span className={cx('min-w-0 truncate', entry.mono && 'font-mono')} dir={entry.mono ? 'ltr' : undefined}>
              {entry.label}
            </span>
            <span className="shrink-0 text-sm text-faint">{entry.aside}</span>
          </Command.Item>
        ))}
      </Command.List>
      <div role="status" className={cx('border-t border-line px-4 text-sm text-faint', (isSearching || hasFailed) && 'py-2')}>
        {hasFailed ? t('layout.palette.failed') : isSearching ? t('layout.palette.searching') : null}
      </div>
    </Command>
  );
}

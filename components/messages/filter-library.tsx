'use client';
import { useState } from 'react';
import { late } from '@/components/ui/late';
import { Popover } from '@/components/ui/popover';
import { usePreload } from '@/components/ui/use-preload';
import { useText } from '@/lib/i18n/text-provider';
import type { FilterText } from './saved-filters';

const FilterLibraryPanel = late(() => import('./filter-library-panel').then((module) => module.FilterLibraryPanel));

interface FilterLibraryProps {
  current: FilterText;
  onUse: (filter: FilterText) => void;
}

/** Filters kept under a name, and those used last, in this browser. */
export function FilterLibrary({ current, onUse }: FilterLibraryProps) {
  const { t } = useText();
  const [isOpen, setOpen] = useState(false);
  usePreload(FilterLibraryPanel.preload);
  return (
    <Popover
      label={t('messages.library.open')}
      open={isOpen}
      onOpenChange={setOpen}
      className="max-h-[60dvh] w-[min(400px,94vw)] overflow-y-auto"
    >
      <FilterLibraryPanel
        current={current}
        onUse={(filter) => {
          onUse(filter);
          setOpen(false);
        }}
      />
    </Popover>
  );
}

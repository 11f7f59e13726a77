'use client';
import { useEffect, useEffectEvent, useState } from 'react';
import { cx } from '@/components/ui/cx';
import { Input } from '@/components/ui/input';
import { useText } from '@/lib/i18n/text-provider';

/** Long enough to finish a word, short enough not to wait for. */
const settleMs = 350;

interface SearchFieldProps {
  q: string;
  isCaseSensitive: boolean;
  onSearch: (q: string) => void;
  onCase: (isCaseSensitive: boolean) => void;
  className?: string;
}

/** Searches key, value and headers on the server, once typing pauses or Enter is pressed. */
export function SearchField({ q, isCaseSensitive, onSearch, onCase, className }: SearchFieldProps) {
  const { t } = useText();
  const [typed, setTyped] = useState(q);
  const [shown, setShown] = useState(q);
  if (shown !== q) {
    setShown(q);
    if (typed.trim() !== q) setTyped(q);
  }
  const search = useEffectEvent((text: string) => {
    if (text.trim() !== q) onSearch(text.trim());
  });
  useEffect(() => {
    const timer = setTimeout(() => search(typed), settleMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <span className={cx('relative', className)}>
      <Input
        type="search"
        maxLength={1000}
        className="pe-10"
        title={t('messages.filter.searchHint')}
        placeholder={t('messages.filter.search')}
        aria-label={t('messages.filter.search')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && typed.trim() !== q) onSearch(typed.trim());
          if (event.key === 'Escape' && typed !== '') {
            event.preventDefault();
            setTyped('');
            if (q !== '') onSearch('');
          }
        }}
      />
      <button
        type="button"
        aria-pressed={isCaseSensitive}
        aria-label={t('messages.filter.caseSensitive')}
        title={t('messages.filter.caseSensitive')}
        onClick={() => onCase(!isCaseSensitive)}
        className="absolute inset-e-1 inset-bs-0 my-auto h-6 min-w-7 cursor-pointer rounded-sm px-1 text-sm text-faint hover:text-ink aria-pressed:bg-ink aria-pressed:text-paper"
      >
        Aa
      </button>
    </span>
  );
}

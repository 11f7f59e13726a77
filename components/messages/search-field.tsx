'use client';
import { useEffect, useEffectEvent, useState } from 'react';
import { Input } from '@/components/ui/input';
import { useText } from '@/lib/i18n/text-provider';

/** Long enough to finish a word, short enough not to wait for. */
const settleMs = 350;

interface SearchFieldProps {
  q: string;
  onSearch: (q: string) => void;
  className?: string;
}

/** Searches key, value and headers on the server, once typing pauses or Enter is pressed. */
export function SearchField({ q, onSearch, className }: SearchFieldProps) {
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
    <Input
      type="search"
      maxLength={1000}
      className={className}
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
  );
}

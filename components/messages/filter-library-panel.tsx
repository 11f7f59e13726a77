'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { useText } from '@/lib/i18n/text-provider';
import { useKept } from '@/lib/preferences/use-kept';
import { isEmptyFilter, keptFilters, sameFilter, withoutSaved, withSaved, type FilterText } from './saved-filters';

interface FilterLibraryProps {
  current: FilterText;
  onUse: (filter: FilterText) => void;
}

/** Filters to use again, and a name for the one in use. */
export function FilterLibraryPanel({ current, onUse }: FilterLibraryProps) {
  const { t } = useText();
  const [name, setName] = useState('');
  const { saved, recent } = useKept(keptFilters);
  return (
    <>
      {isEmptyFilter(current) ? null : (
        <form
          className="flex gap-1"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() === '') return;
            keptFilters.update((filters) => withSaved(filters, name.trim(), current));
            setName('');
          }}
        >
          <Input
            placeholder={t('messages.library.name')}
            aria-label={t('messages.library.name')}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <Button type="submit" disabled={name.trim() === ''}>
            {t('messages.library.save')}
          </Button>
        </form>
      )}
      <section className="grid gap-0.5">
        <h3 className="text-sm text-muted">{t('messages.library.saved')}</h3>
        {saved.length === 0 ? <p className="text-sm text-faint">{t('messages.library.noneSaved')}</p> : null}
        {saved.map((filter) => (
          <div key={filter.name} className="flex items-center gap-1">
            <FilterChoice
              filter={filter}
              name={filter.name}
              isCurrent={sameFilter(filter, current)}
              onUse={() => onUse(filter)}
            />
            <Button
              size="small"
              variant="quiet"
              aria-label={t('messages.library.forget', { name: filter.name })}
              onClick={() => keptFilters.update((filters) => withoutSaved(filters, filter.name))}
            >
              <span aria-hidden>×</span>
            </Button>
          </div>
        ))}
      </section>
      {recent.length === 0 ? null : (
        <section className="grid gap-0.5">
          <h3 className="text-sm text-muted">{t('messages.library.recent')}</h3>
          {recent.map((filter) => (
            <FilterChoice
              key={JSON.stringify(filter)}
              filter={filter}
              isCurrent={sameFilter(filter, current)}
              onUse={() => onUse(filter)}
            />
          ))}
        </section>
      )}
    </>
  );
}

function FilterChoice(props: { filter: FilterText; name?: string; isCurrent: boolean; onUse: () => void }) {
  const { filter, name, isCurrent, onUse } = props;
  return (
    <button
      type="button"
      aria-current={isCurrent || undefined}
      onClick={onUse}
      className="grid min-h-7 min-w-0 flex-1 cursor-pointer rounded-sm px-2 py-1 text-start hover:bg-select aria-[current]:bg-sunken"
    >
      {name === undefined ? null : <span className="truncate">{name}</span>}
      <span dir="ltr" className="truncate font-mono text-sm text-muted">
        {[filter.q, filter.f].filter((text) => text !== '').join(' · ')}
      </span>
    </button>
  );
}

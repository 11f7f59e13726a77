'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useText } from '@/lib/i18n/text-provider';
import { KeyResult } from './key-result';

interface KeysViewProps {
  cluster: string;
  topic: string;
  /** What is searched; null before anything was asked. */
  search: string | null;
  isAll: boolean;
  onSearch: (key: string, isAll: boolean) => void;
}

/** All messages of one key. */
export function KeysView({ cluster, topic, search, isAll, onSearch }: KeysViewProps) {
  const { t } = useText();
  const [typed, setTyped] = useState(search ?? '');
  return (
    <>
      <form
        className="flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          onSearch(typed, false);
        }}
      >
        <Field label={t('keys.key')} className="w-full max-w-[420px]">
          {(control) => (
            <Input
              mono
              autoComplete="off"
              placeholder={t('keys.keyHint')}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              {...control}
            />
          )}
        </Field>
        <Button type="submit" variant="primary">
          {t('keys.find')}
        </Button>
      </form>
      {search === null ? (
        <p className="text-muted">{t('keys.intro')}</p>
      ) : (
        <KeyResult cluster={cluster} topic={topic} search={search} isAll={isAll} onSearchAll={() => onSearch(search, true)} />
      )}
    </>
  );
}

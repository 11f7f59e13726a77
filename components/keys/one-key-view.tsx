'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useText } from '@/lib/i18n/text-provider';
import { KeyResult } from './key-result';
import type { KeysSearch } from './keys-search';

interface OneKeyViewProps {
  cluster: string;
  topic: string;
  search: Extract<KeysSearch, { view: 'one' }>;
  onSearch: (search: KeysSearch) => void;
}

/** All messages of one key. */
export function OneKeyView({ cluster, topic, search, onSearch }: OneKeyViewProps) {
  const { t } = useText();
  const { key, isAll } = search;
  const [typed, setTyped] = useState(key ?? '');
  return (
    <>
      <form
        className="flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          onSearch({ view: 'one', key: typed, isAll: false });
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
      {key === null ? (
        <p className="text-muted">{t('keys.intro')}</p>
      ) : (
        <KeyResult
          cluster={cluster}
          topic={topic}
          search={key}
          isAll={isAll}
          onSearchAll={() => onSearch({ view: 'one', key, isAll: true })}
        />
      )}
    </>
  );
}

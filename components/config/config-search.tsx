'use client';
import { useState } from 'react';
import { Input } from '@/components/ui/input';
import { Switch } from '@/components/ui/switch';
import type { ConfigEntry } from '@/lib/contracts/config';
import { useText } from '@/lib/i18n/text-provider';
import { configGroupOf, configGroups } from './config-group';
import { ConfigTable, type ConfigEdit } from './config-table';

function isFound(entry: ConfigEntry, words: string): boolean {
  return entry.name.toLowerCase().includes(words) || (entry.documentation ?? '').toLowerCase().includes(words);
}

/** Settings that can be searched, by what they are about. */
export function ConfigSearch({ configs, edit }: { configs: readonly ConfigEntry[]; edit?: ConfigEdit }) {
  const { t } = useText();
  const [typed, setTyped] = useState('');
  const [onlyChanged, setOnlyChanged] = useState(false);
  const words = typed.trim().toLowerCase();
  const found = configs.filter((entry) => (!onlyChanged || !entry.isDefault) && isFound(entry, words));
  const changed = configs.filter(({ isDefault }) => !isDefault).length;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <span className="w-80 max-sm:w-full">
          <Input
            type="search"
            aria-label={t('config.searchLabel')}
            placeholder={t('config.search')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </span>
        <Switch label={t('config.only')} checked={onlyChanged} onChange={setOnlyChanged} />
        <span role="status" className="text-muted">
          {t('config.count', { count: found.length })} · {t('config.changedCount', { count: changed })}
        </span>
      </div>
      {found.length === 0 ? (
        <p className="rounded-lg border border-line bg-surface px-3.5 py-2 text-muted">
          {words === '' ? t('config.noneChanged') : t('config.none', { q: typed.trim() })}
        </p>
      ) : null}
      {configGroups.map((group) => {
        const entries = found.filter((entry) => configGroupOf(entry.name) === group);
        return entries.length === 0 ? null : (
          <ConfigTable
            key={group}
            title={t(`config.groups.${group}`)}
            entries={entries}
            {...(edit === undefined ? {} : { edit })}
          />
        );
      })}
    </>
  );
}

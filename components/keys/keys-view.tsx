'use client';
import { Segmented } from '@/components/ui/segmented';
import { useText } from '@/lib/i18n/text-provider';
import type { KeysSearch } from './keys-search';
import { LatestView } from './latest-view';
import { OneKeyView } from './one-key-view';

interface KeysViewProps {
  cluster: string;
  topic: string;
  search: KeysSearch;
  hrefOf: (search: KeysSearch) => string;
  onSearch: (search: KeysSearch) => void;
}

const views = ['one', 'latest'] as const;

function begun(view: (typeof views)[number]): KeysSearch {
  return view === 'latest' ? { view, contains: '' } : { view, key: null, isAll: false };
}

/** All messages of one key, or what every key stands for. */
export function KeysView({ cluster, topic, search, hrefOf, onSearch }: KeysViewProps) {
  const { t } = useText();
  return (
    <>
      <Segmented
        className="self-start"
        label={t('keys.view.label')}
        value={search.view}
        onChange={(view) => onSearch(begun(view))}
        options={views.map((view) => ({ value: view, label: t(`keys.view.${view}`) }))}
      />
      {search.view === 'one' ? (
        <OneKeyView key={search.key} cluster={cluster} topic={topic} search={search} onSearch={onSearch} />
      ) : (
        <LatestView
          key={search.contains}
          cluster={cluster}
          topic={topic}
          contains={search.contains}
          hrefOfKey={(key) => hrefOf({ view: 'one', key, isAll: false })}
          onSearch={onSearch}
        />
      )}
    </>
  );
}

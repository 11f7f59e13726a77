'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { PageError } from '@/components/ui/page-error';
import { Input } from '@/components/ui/input';
import { useDebounced } from '@/components/ui/use-debounced';
import { useText } from '@/lib/i18n/text-provider';
import { topicListQuery } from '@/lib/queries/topics/topic-queries';
import { tailTopicsMax } from './tail-search';

const topicsShown = 50;

interface TopicChoiceProps {
  cluster: string;
  chosen: readonly string[];
  onChoose: (topics: readonly string[]) => void;
}

/** Topics to tick, found by a part of their name; nothing begins before all of them are ticked. */
export function TopicChoice({ cluster, chosen, onChoose }: TopicChoiceProps) {
  const { t } = useText();
  const [typed, setTyped] = useState('');
  const [ticked, setTicked] = useState(chosen);
  const q = useDebounced(typed.trim());
  const list = useQuery(topicListQuery(cluster, { q, internal: q !== '', sort: 'name', page: 1, pageSize: topicsShown }));
  const found = list.data?.topics.map(({ name }) => name) ?? [];
  const names = q === '' ? [...new Set([...chosen, ...found])] : found;
  const moreCount = (list.data?.total ?? 0) - found.length;
  const isFull = ticked.length >= tailTopicsMax;
  return (
    <form
      className="grid w-full min-w-0 gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (ticked.length > 0) onChoose(ticked);
      }}
    >
      <Input
        type="search"
        aria-label={t('tail.find')}
        placeholder={t('tail.find')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {list.isError ? <PageError error={list.error} onRetry={() => void list.refetch()} /> : null}
      <div role="group" aria-label={t('tail.found')} className="grid max-h-[40dvh] overflow-y-auto">
        {names.map((name) => (
          <Checkbox
            key={name}
            className="min-w-0"
            checked={ticked.includes(name)}
            disabled={isFull && !ticked.includes(name)}
            onChange={(isTicked) => setTicked(isTicked ? [...ticked, name] : ticked.filter((other) => other !== name))}
            label={
              <span dir="ltr" className="truncate font-mono" title={name}>
                {name}
              </span>
            }
          />
        ))}
      </div>
      {list.isSuccess && names.length === 0 ? <p className="text-sm text-muted">{t('tail.noneFound')}</p> : null}
      {moreCount > 0 ? <p className="text-sm text-muted">{t('tail.more', { count: moreCount })}</p> : null}
      {isFull ? <p className="text-sm text-muted">{t('tail.full', { count: tailTopicsMax })}</p> : null}
      <Button type="submit" variant="primary" className="justify-self-start" disabled={ticked.length === 0}>
        {ticked.length === 0 ? t('tail.watchNone') : t('tail.watch', { count: ticked.length })}
      </Button>
    </form>
  );
}

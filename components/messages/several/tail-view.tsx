'use client';
import { useState } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { PageHead } from '@/components/ui/page-head';
import { Popover } from '@/components/ui/popover';
import type { TailQuery } from '@/lib/contracts/stream';
import { useText } from '@/lib/i18n/text-provider';
import { SearchField } from '../search-field';
import { LiveTopics } from './live-topics';
import { tailTopicsMax, type TailSearch } from './tail-search';
import { TopicChoice } from './topic-choice';

interface TailViewProps {
  cluster: string;
  search: TailSearch;
  onSearch: (change: Partial<TailSearch>) => void;
}

/** One live tail of the topics that were chosen. */
export function TailView({ cluster, search, onSearch }: TailViewProps) {
  const { t } = useText();
  const { topics, leftOutCount, q, isCaseSensitive } = search;
  const [pauseSlot, setPauseSlot] = useState<HTMLElement | null>(null);
  const [restarts, setRestarts] = useState(0);
  const [isChoosing, setChoosing] = useState(false);
  const query: TailQuery = q === '' ? {} : { q, ...(isCaseSensitive ? { cs: '1' as const } : {}) };
  const choose = (next: readonly string[]) => {
    setChoosing(false);
    onSearch({ topics: next });
  };
  const remove = (topic: string) => choose(topics.filter((other) => other !== topic));
  if (topics.length === 0) {
    return (
      <>
        <PageHead title={t('tail.title')} />
        <EmptyState title={t('tail.none')} actions={<TopicChoice cluster={cluster} chosen={topics} onChoose={choose} />}>
          {t('tail.noneHint', { max: tailTopicsMax })}
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <PageHead title={t('tail.title')} />
      <div className="flex flex-wrap items-center gap-2">
        <Popover
          label={t('tail.choose')}
          text={t('tail.chosen', { count: topics.length })}
          align="start"
          open={isChoosing}
          onOpenChange={setChoosing}
          className="w-[min(340px,94vw)]"
        >
          <TopicChoice cluster={cluster} chosen={topics} onChoose={choose} />
        </Popover>
        {topics.map((topic) => (
          <TopicChip key={topic} topic={topic} onRemove={() => remove(topic)} />
        ))}
        <SearchField
          className="min-w-52 flex-1 max-sm:min-w-64"
          q={q}
          isCaseSensitive={isCaseSensitive}
          onSearch={(next) => onSearch({ q: next })}
          onCase={(next) => onSearch({ isCaseSensitive: next })}
        />
        <span ref={setPauseSlot} className="contents" />
      </div>
      {leftOutCount === 0 ? null : <Notice tone="warn">{t('tail.leftOut', { max: tailTopicsMax, count: leftOutCount })}</Notice>}
      <LiveTopics
        key={`${restarts} ${JSON.stringify([topics, query])}`}
        cluster={cluster}
        topics={topics}
        query={query}
        onRestart={() => setRestarts(restarts + 1)}
        onRemove={remove}
        pauseSlot={pauseSlot}
      />
    </>
  );
}

function TopicChip({ topic, onRemove }: { topic: string; onRemove: () => void }) {
  const { t } = useText();
  return (
    <span className="inline-flex min-h-6 max-w-full min-w-0 items-center rounded-full bg-sunken ps-2.5 text-sm">
      <bdi dir="ltr" title={topic} className="truncate font-mono">
        {topic}
      </bdi>
      <button
        type="button"
        aria-label={t('tail.remove', { topic })}
        onClick={onRemove}
        className="size-6 shrink-0 cursor-pointer rounded-full text-muted hover:text-ink"
      >
        ×
      </button>
    </span>
  );
}

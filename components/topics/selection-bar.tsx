'use client';
import { useQueries } from '@tanstack/react-query';
import { Suspense, useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { late } from '@/components/ui/late';
import { MonoName } from '@/components/ui/mono-name';
import { Notice } from '@/components/ui/notice';
import type { TopicPage } from '@/lib/contracts/topic';
import { useText } from '@/lib/i18n/text-provider';
import { ApiError } from '@/lib/queries/api-error';
import { topicDetailQuery } from '@/lib/queries/topics/topic-queries';
import type { SelectionHandle } from './use-topic-selection';

const DeleteTopicsDialog = late(() => import('./delete-topics-dialog').then((module) => module.DeleteTopicsDialog));

interface SelectionBarProps {
  cluster: string;
  page: TopicPage;
  handle: SelectionHandle;
}

/** How many topics are selected, and what can be done to all of them. Below the list, so that it moves nothing. */
export function SelectionBar({ cluster, page, handle }: SelectionBarProps) {
  const { t, rich, find } = useText();
  const { selection, refusals } = handle;
  const [isAsking, setAsking] = useState(false);
  useGone(cluster, page, handle);
  const refused = [...refusals].filter(([name]) => selection.has(name));
  return (
    <section aria-label={t('topics.selection.label')} className="sticky inset-be-3 z-10 grid gap-2">
      {refused.length === 0 ? null : (
        <Notice tone="bad" title={t('topics.selection.refused', { count: refused.length })} className="max-h-40 overflow-y-auto">
          {refused.map(([name, error]) => (
            <div key={name} className="text-sm">
              {rich('topics.selection.reason', {
                topic: <MonoName>{name}</MonoName>,
                reason: find(`errors.${error.code}.title`) ?? error.message,
              })}
            </div>
          ))}
        </Notice>
      )}
      <div className="flex flex-wrap items-center gap-2 rounded-lg border border-line-strong bg-surface px-3 py-2 shadow-float">
        <span aria-live="polite" className="me-auto">
          {t('topics.selection.count', { count: selection.size })}
        </span>
        <Button onClick={handle.clear}>{t('topics.selection.clear')}</Button>
        <Button variant="danger" onClick={() => setAsking(true)}>
          {t('topics.menu.delete')}
        </Button>
      </div>
      {isAsking ? (
        <Suspense>
          <DeleteTopicsDialog cluster={cluster} handle={handle} onClose={() => setAsking(false)} />
        </Suspense>
      ) : null}
    </section>
  );
}

const lookAgainMs = 5_000;
const lookedAtMax = 50;

/** Topics on other pages do not tick here: whether they are still there is asked every so often. */
function useGone(cluster: string, page: TopicPage, { selection, drop }: SelectionHandle): void {
  const listed = new Set(page.topics.map(({ name }) => name));
  const hidden = [...selection.keys()].filter((name) => !listed.has(name)).slice(0, lookedAtMax);
  const looks = useQueries({
    queries: hidden.map((name) => ({ ...topicDetailQuery(cluster, name), refetchInterval: lookAgainMs, retry: false })),
  });
  const gone = hidden.filter((_, index) => isGone(looks[index]?.error));
  const goneNames = gone.join(' ');
  useEffect(() => {
    if (goneNames !== '') drop(goneNames.split(' '));
  });
}

function isGone(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'TOPIC_NOT_FOUND';
}

'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Switch } from '@/components/ui/switch';
import { useText } from '@/lib/i18n/text-provider';
import { useKept } from '@/lib/preferences/use-kept';
import type { Published } from '@/lib/queries/records/publish-mutations';
import { HistoryRow } from './history-row';
import type { PublishDraft } from './publish-draft';
import { holdsText, publishHistory } from './publish-history';
import { PublishOutcome } from './publish-outcome';
import { usePublish } from './use-publish';

interface HistoryViewProps {
  cluster: string;
  topic: string;
  onPublished: ((published: Published) => void) | undefined;
  /** Takes the message back into the form. */
  onUse: (draft: PublishDraft) => void;
}

const shownAtFirst = 20;

/** What was published from this browser: searched, taken back into the form, sent once more. */
export function HistoryView({ cluster, topic, onPublished, onUse }: HistoryViewProps) {
  const { t } = useText();
  const entries = useKept(publishHistory);
  const [q, setQ] = useState('');
  const [everywhere, setEverywhere] = useState(false);
  const [shownMax, setShownMax] = useState(shownAtFirst);
  const publishing = usePublish(cluster, topic, onPublished);
  const here = entries.filter((entry) => everywhere || (entry.cluster === cluster && entry.topic === topic));
  const found = q === '' ? here : here.filter((entry) => holdsText(entry, q));
  const clear = () => publishHistory.update((kept) => kept.filter((entry) => !found.some(({ id }) => id === entry.id)));
  return (
    <div className="grid min-w-0 gap-3">
      <Input
        type="search"
        aria-label={t('publish.history.search')}
        placeholder={t('publish.history.search')}
        value={q}
        onChange={(event) => setQ(event.target.value)}
      />
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 text-sm text-muted">
        <Switch label={t('publish.history.everywhere')} checked={everywhere} onChange={setEverywhere} />
        <span>{t('publish.history.kept')}</span>
      </div>
      <div aria-live="polite">
        <PublishOutcome
          cluster={cluster}
          topic={topic}
          published={publishing.data}
          acks={publishing.variables?.acks ?? 'all'}
          error={publishing.error}
        />
      </div>
      {found.length === 0 ? (
        <p className="text-muted">{t(here.length === 0 ? 'publish.history.empty' : 'publish.history.noMatch')}</p>
      ) : (
        <ol aria-label={t('publish.history.list')} className="grid min-w-0">
          {found.slice(0, shownMax).map((entry) => (
            <HistoryRow
              key={entry.id}
              entry={entry}
              topic={topic}
              showsTopic={everywhere}
              isSending={publishing.isPending}
              onSend={() => publishing.mutate(entry.draft)}
              onUse={() => onUse(entry.draft)}
            />
          ))}
        </ol>
      )}
      {found.length === 0 ? null : (
        <div className="flex flex-wrap gap-2">
          {found.length > shownMax ? (
            <Button size="small" onClick={() => setShownMax(shownMax + 50)}>
              {t('publish.history.more', { count: found.length - shownMax })}
            </Button>
          ) : null}
          <Button size="small" variant="quiet" onClick={clear}>
            {t('publish.history.forget', { count: found.length })}
          </Button>
        </div>
      )}
    </div>
  );
}

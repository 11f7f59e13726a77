'use client';
import { Suspense, useState, type ReactNode } from 'react';
import { late } from '@/components/ui/late';
import { Segmented } from '@/components/ui/segmented';
import { useText } from '@/lib/i18n/text-provider';
import type { Published } from '@/lib/queries/records/publish-mutations';
import { PublishForm } from './publish-form';
import { useDraft } from './use-draft';

const LinesView = late(() => import('./lines/lines-view').then((module) => module.LinesView));
const HistoryView = late(() => import('./history-view').then((module) => module.HistoryView));
const TemplatesView = late(() => import('./templates-view').then((module) => module.TemplatesView));

type View = 'message' | 'many' | 'history' | 'templates';

interface PublishPanelProps {
  cluster: string;
  topic: string;
  partitionCount: number;
  /** `3:213871` when it repeats a record. */
  replay?: string | null;
  /** The page has more room than the drawer. */
  isWide?: boolean;
  heading?: ReactNode;
  onPublished?: (published: Published) => void;
}

const views: readonly View[] = ['message', 'many', 'history', 'templates'];

/** All ways to publish to a topic, one at a time. */
export function PublishPanel({ heading, replay = null, isWide = false, onPublished, ...where }: PublishPanelProps) {
  const { t } = useText();
  const { cluster, topic } = where;
  const [view, setView] = useState<View>('message');
  const [draft, change] = useDraft(cluster, topic, replay);
  return (
    <div className="grid min-w-0 gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1.5">
        {heading}
        <Segmented
          size="small"
          label={t('publish.views.label')}
          value={view}
          onChange={setView}
          options={views.map((value) => ({ value, label: t(`publish.views.${value}`) }))}
        />
      </div>
      {view === 'message' ? (
        <PublishForm {...where} replay={replay} isWide={isWide} {...(onPublished === undefined ? {} : { onPublished })} />
      ) : null}
      <Suspense>
        {view === 'many' ? <LinesView cluster={cluster} topic={topic} isWide={isWide} /> : null}
        {view === 'history' ? (
          <HistoryView
            cluster={cluster}
            topic={topic}
            onPublished={onPublished}
            onUse={(sent) => {
              change({ ...sent, count: draft.count });
              setView('message');
            }}
          />
        ) : null}
        {view === 'templates' ? (
          <TemplatesView
            topic={topic}
            draft={draft}
            onUse={(template) => {
              change({ ...template, count: draft.count });
              setView('message');
            }}
          />
        ) : null}
      </Suspense>
    </div>
  );
}

'use client';
import { useState, type KeyboardEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { useText } from '@/lib/i18n/text-provider';
import { repeatWork, useWriteJob } from '@/lib/queries/jobs/write-jobs';
import type { Published } from '@/lib/queries/records/publish-mutations';
import { schemaFor } from './check/kept-checks';
import { MessageFields } from './message-fields';
import { draftProblem, emptyDraft, filledDraft, optionsOf, recordOf } from './publish-draft';
import { PublishOutcome } from './publish-outcome';
import { RepeatSection, type RepeatPlan } from './repeat-section';
import { useDraft } from './use-draft';
import { usePublish } from './use-publish';

interface PublishFormProps {
  cluster: string;
  topic: string;
  partitionCount: number;
  /** `3:213871` when it repeats a record. */
  replay?: string | null;
  /** The page has more room than the drawer. */
  isWide?: boolean;
  onPublished?: (published: Published) => void;
}

/** Writes one message. What was typed stays: after publishing, after a refusal, and after a reload. */
export function PublishForm({ cluster, topic, partitionCount, replay = null, isWide = false, onPublished }: PublishFormProps) {
  const { t } = useText();
  const [draft, change] = useDraft(cluster, topic, replay);
  const publishing = usePublish(cluster, topic, onPublished);
  const [run, job] = useWriteJob(`repeat ${cluster} ${topic}`);
  const [isRepeatWanted, setRepeatWanted] = useState<boolean | null>(null);
  const isRepeating = run.kind === 'running' || (isRepeatWanted ?? run.kind !== 'idle');
  const canPublish = !publishing.isPending && draftProblem(draft) === undefined;
  /** A refusal was of what stood there before. */
  const edit: typeof change = (part) => {
    if (publishing.isError) publishing.reset();
    change(part);
  };
  const publish = () => {
    if (!canPublish) return;
    publishing.mutate(filledDraft(draft, { nowMs: Date.now(), random: Math.random }));
    change({ count: draft.count + 1 });
  };
  const repeat = ({ count, perSecond }: RepeatPlan) => {
    const schema = schemaFor(cluster, topic);
    const request = { record: recordOf(draft), fills: draft.fills, count, perSecond, countFrom: draft.count, schema };
    job.start(repeatWork(cluster, topic, request, optionsOf(draft)));
    change({ count: draft.count + count });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    publish();
  };
  return (
    <div className="grid min-w-0 gap-3">
      <form
        aria-label={t('publish.label', { topic })}
        className="grid grid-cols-1 gap-3"
        onKeyDown={onKeyDown}
        onSubmit={(event) => {
          event.preventDefault();
          publish();
        }}
      >
        <MessageFields
          cluster={cluster}
          topic={topic}
          partitionCount={partitionCount}
          isWide={isWide}
          draft={draft}
          onChange={edit}
        />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" disabled={!canPublish}>
            {t(publishing.isPending ? 'publish.publishing' : 'publish.publish')}
            <Kbd plain>Ctrl ⏎</Kbd>
          </Button>
          <Button aria-expanded={isRepeating} onClick={() => setRepeatWanted(!isRepeating)}>
            {t('publish.repeat.open')}
          </Button>
          <Button variant="quiet" disabled={draft === emptyDraft} onClick={() => edit(emptyDraft)}>
            {t('publish.clear')}
          </Button>
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
      </form>
      {isRepeating ? (
        <RepeatSection state={run} canStart={draftProblem(draft) === undefined} onStart={repeat} onStop={() => job.stop()} />
      ) : null}
    </div>
  );
}

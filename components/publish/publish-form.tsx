'use client';
import { useState, type KeyboardEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Kbd } from '@/components/ui/kbd';
import { Select } from '@/components/ui/select';
import { useText } from '@/lib/i18n/text-provider';
import { parseTemplate } from '@/lib/placeholders/parse-template';
import { repeatWork, useWriteJob } from '@/lib/queries/jobs/write-jobs';
import type { Published } from '@/lib/queries/records/publish-mutations';
import { BytesField } from './bytes-field';
import { HeadersField } from './headers-field';
import { JsonHint } from './json-hint';
import { PartitionField } from './partition-field';
import { PlaceholderHint } from './placeholder-hint';
import { draftProblem, emptyDraft, filledDraft, keyOf, optionsOf, recordOf } from './publish-draft';
import { PublishOutcome } from './publish-outcome';
import { RepeatSection, type RepeatPlan } from './repeat-section';
import { TimestampField } from './timestamp-field';
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

const codecs = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const;
const acknowledgements = ['all', '1', '0'] as const;

/** Writes one message. What was typed stays: after publishing, after a refusal, and after a reload. */
export function PublishForm({ cluster, topic, partitionCount, replay = null, isWide = false, onPublished }: PublishFormProps) {
  const { t } = useText();
  const [draft, change] = useDraft(cluster, topic, replay);
  const publishing = usePublish(cluster, topic, onPublished);
  const [run, job] = useWriteJob(`repeat ${cluster} ${topic}`);
  const [isRepeatWanted, setRepeatWanted] = useState<boolean | null>(null);
  const isRepeating = run.kind === 'running' || (isRepeatWanted ?? run.kind !== 'idle');
  const canPublish = !publishing.isPending && draftProblem(draft) === undefined;
  const publish = () => {
    if (!canPublish) return;
    publishing.mutate(filledDraft(draft, { nowMs: Date.now(), random: Math.random }));
    change({ count: draft.count + 1 });
  };
  const repeat = ({ count, perSecond }: RepeatPlan) => {
    const request = { record: recordOf(draft), fills: draft.fills, count, perSecond, countFrom: draft.count };
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
        className="grid gap-3"
        onKeyDown={onKeyDown}
        onSubmit={(event) => {
          event.preventDefault();
          publish();
        }}
      >
        <BytesField
          label={t('publish.key')}
          bytes={draft.key}
          placeholder={t('publish.keyPlaceholder')}
          onChange={(key) => change({ key })}
        />
        <div className="grid grid-cols-2 gap-2">
          <PartitionField
            cluster={cluster}
            topic={topic}
            partitionCount={partitionCount}
            partition={draft.partition}
            keyBytes={keyOf(draft)}
            isKeyFilled={draft.fills && parseTemplate(draft.key.mode === 'text' ? draft.key.text : '').placeholders.length > 0}
            onChange={(partition) => change({ partition })}
          />
          <Field label={t('publish.acknowledgement')}>
            {(control) => (
              <Select
                {...control}
                value={draft.acks}
                onChange={(acks) => change({ acks })}
                options={acknowledgements.map((value) => ({ value, label: t(`publish.acks.${value}`) }))}
              />
            )}
          </Field>
        </div>
        <BytesField
          label={t('publish.value')}
          bytes={draft.value}
          lines={isWide ? 14 : 8}
          onChange={(value) => change({ value })}
          below={
            draft.value.mode === 'text' ? (
              <JsonHint
                text={draft.value.text}
                fills={draft.fills}
                onFormat={(text) => change({ value: { mode: 'text', text } })}
              />
            ) : null
          }
        />
        <HeadersField headers={draft.headers} onChange={(headers) => change({ headers })} />
        <PlaceholderHint draft={draft} onChange={change} />
        <div className="grid grid-cols-[1fr_1.4fr] gap-2">
          <Field label={t('publish.compression')}>
            {(control) => (
              <Select
                {...control}
                value={draft.compression}
                onChange={(compression) => change({ compression })}
                options={codecs.map((value) => ({ value, label: value }))}
              />
            )}
          </Field>
          <TimestampField timestampMs={draft.timestampMs} onChange={(timestampMs) => change({ timestampMs })} />
        </div>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" disabled={!canPublish}>
            {t(publishing.isPending ? 'publish.publishing' : 'publish.publish')}
            <Kbd plain>Ctrl ⏎</Kbd>
          </Button>
          <Button aria-expanded={isRepeating} onClick={() => setRepeatWanted(!isRepeating)}>
            {t('publish.repeat.open')}
          </Button>
          <Button variant="quiet" disabled={draft === emptyDraft} onClick={() => change(emptyDraft)}>
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

'use client';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import { useText, type Text } from '@/lib/i18n/text-provider';
import type { DraftField, TopicDraft } from './topic-draft';
import { mixesDotsAndUnderscores, nameLengthMax, nameProblem, type NameProblem } from './topic-name-rule';

interface CreateTopicFieldsProps {
  draft: TopicDraft;
  brokers: number;
  /** After the first try every problem is shown; before it, only those of what was typed. */
  showAll: boolean;
  wrong: ReadonlySet<DraftField>;
  refusal: { readonly field: 'name' | 'partitions' | 'replicas'; readonly text: string } | undefined;
  onChange: (change: Partial<TopicDraft>) => void;
}

function nameWords(problem: NameProblem, { t }: Text): string {
  switch (problem.key) {
    case 'topics.create.nameLong':
      return t(problem.key, { max: nameLengthMax, length: problem.length });
    case 'topics.create.nameLetters':
      return t(problem.key, { letter: problem.letter });
    case 'topics.create.nameEmpty':
    case 'topics.create.nameDots':
      return t(problem.key);
  }
}

export function CreateTopicFields(props: CreateTopicFieldsProps) {
  const { draft, brokers, showAll, wrong, refusal, onChange } = props;
  const text = useText();
  const { t } = text;
  const problem = nameProblem(draft.name);
  const showName = problem !== undefined && (showAll || draft.name !== '');
  const refusedText = (field: 'name' | 'partitions' | 'replicas') => (refusal?.field === field ? refusal.text : undefined);
  return (
    <>
      <Field
        label={t('topics.create.name')}
        aside={t('topics.create.nameRule')}
        hint={mixesDotsAndUnderscores(draft.name) ? t('topics.create.nameMixed') : t('topics.create.nameHint')}
        error={showName ? nameWords(problem, text) : refusedText('name')}
      >
        {(control) => (
          <Input
            mono
            autoFocus
            autoComplete="off"
            value={draft.name}
            onChange={(event) => onChange({ name: event.target.value })}
            {...control}
          />
        )}
      </Field>
      <div className="grid gap-3.5 sm:grid-cols-2">
        <Field
          label={t('topics.create.partitions')}
          hint={t('topics.create.partitionsHint')}
          error={wrong.has('partitions') ? t('topics.create.partitionsWrong') : refusedText('partitions')}
        >
          {(control) => (
            <Input
              inputMode="numeric"
              value={draft.partitions}
              onChange={(event) => onChange({ partitions: event.target.value })}
              {...control}
            />
          )}
        </Field>
        <Field
          label={t('topics.create.replicas')}
          aside={t('topics.create.replicasRule', { max: brokers })}
          hint={t('topics.create.replicasHint')}
          error={wrong.has('replicas') ? t('topics.create.replicasWrong', { count: brokers }) : refusedText('replicas')}
        >
          {(control) => (
            <Input
              inputMode="numeric"
              value={draft.replicas}
              onChange={(event) => onChange({ replicas: event.target.value })}
              {...control}
            />
          )}
        </Field>
        <Field label={t('topics.create.keep')} hint={t('topics.create.keepHint')}>
          {(control) => (
            <Select
              value={draft.keep}
              onChange={(keep) => onChange({ keep })}
              options={[
                { value: 'default', label: t('topics.create.keepDefault') },
                { value: '3600000', label: t('topics.create.keepHour') },
                { value: '86400000', label: t('topics.create.keepDay') },
                { value: '604800000', label: t('topics.create.keepWeek') },
                { value: '2592000000', label: t('topics.create.keepMonth') },
                { value: '-1', label: t('topics.create.keepForever') },
              ]}
              {...control}
            />
          )}
        </Field>
        <div className="grid content-start justify-items-start gap-1">
          <span className="text-sm text-muted">{t('topics.create.policy')}</span>
          <Segmented
            label={t('topics.create.policy')}
            value={draft.policy}
            onChange={(policy) => onChange({ policy })}
            options={[
              { value: 'delete', label: t('topics.create.policyDelete') },
              { value: 'compact', label: t('topics.create.policyCompact') },
              { value: 'both', label: t('topics.create.policyBoth') },
            ]}
          />
          <p className="text-sm text-faint">{t('topics.create.policyHint')}</p>
        </div>
      </div>
      <details>
        <summary className="min-h-6 text-sm text-muted hover:text-ink">{t('topics.create.more')}</summary>
        <div className="grid gap-3.5 pt-2 sm:grid-cols-2">
          <Field
            label={t('topics.create.bytes')}
            hint={t('topics.create.bytesHint')}
            error={wrong.has('retentionBytes') ? t('topics.create.numberWrong') : undefined}
          >
            {(control) => (
              <Input
                inputMode="numeric"
                value={draft.retentionBytes}
                onChange={(event) => onChange({ retentionBytes: event.target.value })}
                {...control}
              />
            )}
          </Field>
          <Field
            label={t('topics.create.maxMessage')}
            hint={t('topics.create.maxMessageHint')}
            error={wrong.has('maxMessageBytes') ? t('topics.create.numberWrong') : undefined}
          >
            {(control) => (
              <Input
                inputMode="numeric"
                value={draft.maxMessageBytes}
                onChange={(event) => onChange({ maxMessageBytes: event.target.value })}
                {...control}
              />
            )}
          </Field>
        </div>
      </details>
    </>
  );
}

'use client';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useText, type Text } from '@/lib/i18n/text-provider';
import type { DraftField, TopicDraft } from './topic-draft';
import { mixesDotsAndUnderscores, nameLengthMax, nameProblem, type NameProblem } from './topic-name-rule';

interface TopicNameFieldProps {
  label: string;
  name: string;
  /** After the first try every problem is shown; before it, only those of what was typed. */
  showAll: boolean;
  refusal: string | undefined;
  onChange: (name: string) => void;
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

export function TopicNameField({ label, name, showAll, refusal, onChange }: TopicNameFieldProps) {
  const text = useText();
  const { t } = text;
  const problem = nameProblem(name);
  const showName = problem !== undefined && (showAll || name !== '');
  return (
    <Field
      label={label}
      aside={t('topics.create.nameRule')}
      hint={mixesDotsAndUnderscores(name) ? t('topics.create.nameMixed') : t('topics.create.nameHint')}
      error={showName ? nameWords(problem, text) : refusal}
    >
      {(control) => (
        <Input mono autoFocus autoComplete="off" value={name} onChange={(event) => onChange(event.target.value)} {...control} />
      )}
    </Field>
  );
}

interface TopicCountFieldsProps {
  draft: Pick<TopicDraft, 'partitions' | 'replicas'>;
  brokers: number;
  wrong: ReadonlySet<DraftField>;
  refusal: { readonly field: string; readonly text: string } | undefined;
  onChange: (change: Partial<Pick<TopicDraft, 'partitions' | 'replicas'>>) => void;
}

/** How many partitions, and how many replicas of each. */
export function TopicCountFields({ draft, brokers, wrong, refusal, onChange }: TopicCountFieldsProps) {
  const { t } = useText();
  const refusedText = (field: 'partitions' | 'replicas') => (refusal?.field === field ? refusal.text : undefined);
  return (
    <>
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
    </>
  );
}

'use client';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import { useText } from '@/lib/i18n/text-provider';
import type { DraftField, TopicDraft } from './topic-draft';
import { TopicCountFields, TopicNameField } from './topic-shape-fields';

interface CreateTopicFieldsProps {
  draft: TopicDraft;
  brokers: number;
  /** After the first try every problem is shown; before it, only those of what was typed. */
  showAll: boolean;
  wrong: ReadonlySet<DraftField>;
  refusal: { readonly field: 'name' | 'partitions' | 'replicas'; readonly text: string } | undefined;
  onChange: (change: Partial<TopicDraft>) => void;
}

export function CreateTopicFields(props: CreateTopicFieldsProps) {
  const { draft, brokers, showAll, wrong, refusal, onChange } = props;
  const { t } = useText();
  return (
    <>
      <TopicNameField
        label={t('topics.create.name')}
        name={draft.name}
        showAll={showAll}
        refusal={refusal?.field === 'name' ? refusal.text : undefined}
        onChange={(name) => onChange({ name })}
      />
      <div className="grid gap-3.5 sm:grid-cols-2">
        <TopicCountFields draft={draft} brokers={brokers} wrong={wrong} refusal={refusal} onChange={onChange} />
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

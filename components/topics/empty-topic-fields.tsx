'use client';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Segmented } from '@/components/ui/segmented';
import { parseOffset } from '@/lib/format/offset';
import { momentOf } from '@/lib/format/wall-time';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { arePartitions, type DeletionDraft } from './deletion-draft';

interface EmptyTopicFieldsProps {
  draft: DeletionDraft;
  partitionCount: number;
  onChange: (change: Partial<DeletionDraft>) => void;
}

/** How far the topic is emptied, and which partitions. */
export function EmptyTopicFields({ draft, partitionCount, onChange }: EmptyTopicFieldsProps) {
  const { t } = useText();
  const format = useFormat();
  return (
    <>
      <Segmented
        className="justify-self-start"
        label={t('topicActions.empty.what')}
        value={draft.kind}
        onChange={(kind) => onChange({ kind })}
        options={[
          { value: 'all', label: t('topicActions.empty.all') },
          { value: 'offset', label: t('topicActions.empty.offset') },
          { value: 'time', label: t('topicActions.empty.time') },
        ]}
      />
      <div className="grid gap-3.5 sm:grid-cols-2">
        {draft.kind === 'offset' ? (
          <Field
            label={t('topicActions.empty.offsetLabel')}
            error={
              draft.offset !== '' && parseOffset(draft.offset) === undefined ? t('topicActions.empty.offsetWrong') : undefined
            }
          >
            {(control) => (
              <Input
                mono
                autoFocus
                inputMode="numeric"
                value={draft.offset}
                onChange={(event) => onChange({ offset: event.target.value })}
                {...control}
              />
            )}
          </Field>
        ) : null}
        {draft.kind === 'time' ? (
          <Field
            label={t('topicActions.empty.timeLabel')}
            error={momentOf(draft.time, format.timeZone) === undefined ? t('topicActions.empty.timeWrong') : undefined}
          >
            {(control) => (
              <Input
                type="datetime-local"
                step={1}
                value={draft.time}
                onChange={(event) => onChange({ time: event.target.value })}
                {...control}
              />
            )}
          </Field>
        ) : null}
        {partitionCount === 1 ? null : (
          <Field
            label={t('topicActions.empty.partitions')}
            hint={t('topicActions.empty.partitionsHint')}
            error={
              arePartitions(draft.partitions) ? undefined : t('topicActions.empty.partitionsWrong', { count: partitionCount })
            }
          >
            {(control) => (
              <Input
                mono
                value={draft.partitions}
                onChange={(event) => onChange({ partitions: event.target.value })}
                {...control}
              />
            )}
          </Field>
        )}
      </div>
    </>
  );
}

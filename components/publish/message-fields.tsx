'use client';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { useText } from '@/lib/i18n/text-provider';
import { parseTemplate } from '@/lib/placeholders/parse-template';
import { BytesField } from './bytes-field';
import { CheckField } from './check/check-field';
import { HeadersField } from './headers-field';
import { JsonHint } from './json-hint';
import { PartitionField } from './partition-field';
import { PlaceholderHint } from './placeholder-hint';
import { keyOf, type PublishDraft } from './publish-draft';
import { TimestampField } from './timestamp-field';

interface MessageFieldsProps {
  cluster: string;
  topic: string;
  partitionCount: number;
  isWide: boolean;
  draft: PublishDraft;
  onChange: (change: Partial<PublishDraft>) => void;
}

const codecs = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const;
const acknowledgements = ['all', '1', '0'] as const;

/** Everything a message is made of, and how it is sent. */
export function MessageFields({ cluster, topic, partitionCount, isWide, draft, onChange }: MessageFieldsProps) {
  const { t } = useText();
  return (
    <>
      <BytesField
        label={t('publish.key')}
        bytes={draft.key}
        placeholder={t('publish.keyPlaceholder')}
        onChange={(key) => onChange({ key })}
      />
      <div className="grid grid-cols-2 gap-2">
        <PartitionField
          cluster={cluster}
          topic={topic}
          partitionCount={partitionCount}
          partition={draft.partition}
          keyBytes={keyOf(draft)}
          isKeyFilled={draft.fills && parseTemplate(draft.key.mode === 'text' ? draft.key.text : '').placeholders.length > 0}
          onChange={(partition) => onChange({ partition })}
        />
        <Field label={t('publish.acknowledgement')}>
          {(control) => (
            <Select
              {...control}
              value={draft.acks}
              onChange={(acks) => onChange({ acks })}
              options={acknowledgements.map((value) => ({ value, label: t(`publish.acks.${value}`) }))}
            />
          )}
        </Field>
      </div>
      <BytesField
        label={t('publish.value')}
        bytes={draft.value}
        lines={isWide ? 14 : 6}
        onChange={(value) => onChange({ value })}
        below={
          draft.value.mode === 'text' ? (
            <JsonHint
              text={draft.value.text}
              fills={draft.fills}
              onFormat={(text) => onChange({ value: { mode: 'text', text } })}
            />
          ) : null
        }
      />
      <CheckField cluster={cluster} topic={topic} draft={draft} onChange={(value) => onChange({ value })} />
      <HeadersField headers={draft.headers} onChange={(headers) => onChange({ headers })} />
      <PlaceholderHint draft={draft} onChange={onChange} />
      <div className="grid grid-cols-[minmax(6.5rem,1fr)_minmax(13rem,1.4fr)] gap-2">
        <Field label={t('publish.compression')}>
          {(control) => (
            <Select
              {...control}
              value={draft.compression}
              onChange={(compression) => onChange({ compression })}
              options={codecs.map((value) => ({ value, label: value }))}
            />
          )}
        </Field>
        <TimestampField timestampMs={draft.timestampMs} onChange={(timestampMs) => onChange({ timestampMs })} />
      </div>
    </>
  );
}

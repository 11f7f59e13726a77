'use client';
import { Field } from '@/components/ui/field';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import type { ChosenFormat } from '@/lib/contracts/decoding';
import { useText } from '@/lib/i18n/text-provider';
import { useChosenFormats } from '@/lib/queries/clusters/use-chosen-formats';
import { OffsetField, TimeField } from './from-field';
import type { MessagesSearch, Until } from './messages-search';

export interface ReadingOptionsProps {
  cluster: string;
  search: MessagesSearch;
  onSearch: (change: Partial<MessagesSearch>, history: 'push' | 'replace') => void;
}

const kinds = ['end', 'offset', 'time'] as const;

function untilOf(kind: (typeof kinds)[number]): Until | null {
  if (kind === 'end') return null;
  return kind === 'offset' ? { kind, at: '0' } : { kind, at: new Date().toISOString() };
}

/** Where reading ends, how keys and values are read, and whether open and aborted transactions are shown. */
export function ReadingOptionsPanel({ cluster, search, onSearch }: ReadingOptionsProps) {
  const { t } = useText();
  const { until, isCommitted, keyFormat, valueFormat } = search;
  const formats = useChosenFormats(cluster);
  const onUntil = (next: Until | null) => onSearch({ until: next, cursor: null }, 'push');
  return (
    <>
      {search.from.kind === 'live' ? null : (
        <div className="grid gap-1.5">
          <span className="text-sm text-muted">{t('messages.options.until')}</span>
          <Segmented
            className="justify-self-start"
            label={t('messages.options.until')}
            value={until?.kind ?? 'end'}
            onChange={(kind) => onUntil(untilOf(kind))}
            options={kinds.map((kind) => ({ value: kind, label: t(`messages.options.${kind}`) }))}
          />
          {until?.kind === 'offset' ? <OffsetField key={until.at} at={until.at} onFrom={onUntil} /> : null}
          {until?.kind === 'time' ? <TimeField key={until.at} at={until.at} onFrom={onUntil} /> : null}
        </div>
      )}
      <div className="grid grid-cols-2 gap-2">
        <FormatField
          label={t('decoding.readKey')}
          formats={formats}
          format={keyFormat}
          onFormat={(next) => onSearch({ keyFormat: next }, 'push')}
        />
        <FormatField
          label={t('decoding.readValue')}
          formats={formats}
          format={valueFormat}
          onFormat={(next) => onSearch({ valueFormat: next }, 'push')}
        />
      </div>
      <Switch
        label={t('messages.options.committed')}
        checked={isCommitted}
        onChange={(next) => onSearch({ isCommitted: next, cursor: null }, 'push')}
      />
      <p className="text-sm text-faint">{t('messages.options.committedHint')}</p>
    </>
  );
}

interface FormatFieldProps {
  label: string;
  formats: readonly ChosenFormat[];
  format: ChosenFormat | null;
  onFormat: (format: ChosenFormat | null) => void;
}

function FormatField({ label, formats, format, onFormat }: FormatFieldProps) {
  const { t } = useText();
  return (
    <Field label={label}>
      {(field) => (
        <Select
          {...field}
          value={format ?? 'auto'}
          onChange={(next) => onFormat(next === 'auto' ? null : next)}
          options={[
            { value: 'auto' as const, label: t('decoding.auto') },
            ...formats.map((each) => ({ value: each, label: t(`decoding.formats.${each}`) })),
          ]}
        />
      )}
    </Field>
  );
}

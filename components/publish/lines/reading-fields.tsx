'use client';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import { useText } from '@/lib/i18n/text-provider';
import type { Reading } from './numbered-records';

interface ReadingFieldsProps {
  reading: Reading;
  /** The columns of a CSV. */
  header: readonly string[];
  onChange: (reading: Reading) => void;
}

const readings: Record<Reading['format'], Reading> = {
  records: { format: 'records' },
  values: { format: 'values', keyField: '' },
  csv: { format: 'csv', delimiter: ',', columns: { key: null, value: null } },
};
const formats = ['records', 'values', 'csv'] as const;
const delimiters = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;
/** A column could have any name; none begins with this. */
const none = '\u0000';

/** How a text is read: found out, and chosen otherwise when that is wrong. */
export function ReadingFields({ reading, header, onChange }: ReadingFieldsProps) {
  const { t } = useText();
  return (
    <div className="grid gap-2">
      <div className="grid gap-1">
        <Segmented
          size="small"
          className="justify-self-start"
          label={t('publish.many.reading')}
          value={reading.format}
          onChange={(format) => onChange(readings[format])}
          options={formats.map((value) => ({ value, label: t(`publish.many.format.${value}`) }))}
        />
        <p className="text-sm text-faint">{t(`publish.many.explain.${reading.format}`)}</p>
      </div>
      {reading.format === 'values' ? (
        <Field label={t('publish.many.keyField')}>
          {(control) => (
            <Input
              {...control}
              mono
              placeholder={t('publish.many.noKey')}
              value={reading.keyField}
              onChange={(event) => onChange({ format: 'values', keyField: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      {reading.format === 'csv' ? <CsvFields reading={reading} header={header} onChange={onChange} /> : null}
    </div>
  );
}

interface CsvFieldsProps {
  reading: Extract<Reading, { format: 'csv' }>;
  header: readonly string[];
  onChange: (reading: Reading) => void;
}

function CsvFields({ reading, header, onChange }: CsvFieldsProps) {
  const { t } = useText();
  const { delimiter, columns } = reading;
  const choices = (nothing: string) => [
    { value: none, label: nothing },
    ...[...new Set(header)].map((name) => ({ value: name, label: name })),
  ];
  const named = (value: string): string | null => (value === none ? null : value);
  return (
    <div className="grid grid-cols-[1fr_1fr_auto] gap-2">
      <Field label={t('publish.many.keyColumn')}>
        {(control) => (
          <Select
            {...control}
            value={columns.key ?? none}
            onChange={(value) => onChange({ ...reading, columns: { ...columns, key: named(value) } })}
            options={choices(t('publish.many.noKey'))}
          />
        )}
      </Field>
      <Field label={t('publish.many.valueColumn')}>
        {(control) => (
          <Select
            {...control}
            value={columns.value ?? none}
            onChange={(value) => onChange({ ...reading, columns: { ...columns, value: named(value) } })}
            options={choices(t('publish.many.wholeRow'))}
          />
        )}
      </Field>
      <Field label={t('publish.many.delimiter')}>
        {(control) => (
          <Select
            {...control}
            value={delimiter}
            onChange={(next) => onChange({ ...reading, delimiter: next })}
            options={Object.entries(delimiters).map(([value, name]) => ({ value, label: t(`publish.many.delimiters.${name}`) }))}
          />
        )}
      </Field>
    </div>
  );
}

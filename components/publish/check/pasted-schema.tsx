'use client';
import { Field } from '@/components/ui/field';
import { Segmented } from '@/components/ui/segmented';
import { Textarea } from '@/components/ui/textarea';
import { schemaCharactersMax } from '@/lib/contracts/value-schema';
import { useText } from '@/lib/i18n/text-provider';
import { guessType } from './guess-type';
import type { ValueCheck } from './kept-checks';

interface PastedSchemaProps {
  check: ValueCheck;
  onChange: (change: Partial<ValueCheck>) => void;
}

const types = ['json-schema', 'avro'] as const;

/** A schema of one's own; what it is shows in how it looks. */
export function PastedSchema({ check, onChange }: PastedSchemaProps) {
  const { t } = useText();
  const type = (
    <Segmented
      size="small"
      label={t('publish.check.type')}
      value={check.type}
      onChange={(next) => onChange({ type: next })}
      options={types.map((value) => ({ value, label: t(`publish.check.types.${value}`) }))}
    />
  );
  return (
    <Field label={t('publish.check.text')} aside={type} hint={check.text.trim() === '' ? t('publish.check.noText') : undefined}>
      {(control) => (
        <Textarea
          {...control}
          mono
          rows={5}
          maxLength={schemaCharactersMax}
          className="bg-sunken!"
          value={check.text}
          onChange={(event) => {
            const text = event.target.value;
            onChange({ text, type: guessType(text) ?? check.type });
          }}
        />
      )}
    </Field>
  );
}

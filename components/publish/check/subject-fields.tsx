'use client';
import { useId } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { ValueSchemas } from '@/lib/contracts/value-schema';
import { useText } from '@/lib/i18n/text-provider';
import type { ValueCheck } from './kept-checks';

interface SubjectFieldsProps {
  registry: ValueSchemas['registry'];
  check: ValueCheck;
  onChange: (change: Partial<ValueCheck>) => void;
}

/** A subject of the registry, found as it is typed, and whether values are written as its serializers do. */
export function SubjectFields({ registry, check, onChange }: SubjectFieldsProps) {
  const { t } = useText();
  const list = useId();
  return (
    <>
      <Field
        label={t('publish.check.subject')}
        hint={registry?.problem ?? (check.subject === '' ? t('publish.check.noSubject') : undefined)}
      >
        {(control) => (
          <Input
            {...control}
            mono
            list={list}
            value={check.subject}
            autoComplete="off"
            onChange={(event) => onChange({ subject: event.target.value })}
          />
        )}
      </Field>
      <datalist id={list}>
        {registry?.subjects.map((subject) => (
          <option key={subject} value={subject} />
        ))}
      </datalist>
      <Checkbox
        className="text-sm"
        label={t('publish.check.encodes')}
        checked={check.encodes}
        onChange={(encodes) => onChange({ encodes })}
      />
    </>
  );
}

'use client';
import { useQuery } from '@tanstack/react-query';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { ValueSchemas } from '@/lib/contracts/value-schema';
import { useText } from '@/lib/i18n/text-provider';
import { valueSchemasQuery } from '@/lib/queries/records/value-check-queries';
import { changeCheck, type ValueCheck } from './kept-checks';
import { PastedSchema } from './pasted-schema';
import { SubjectFields } from './subject-fields';

interface CheckChoiceProps {
  cluster: string;
  topic: string;
  check: ValueCheck;
}

const kinds = ['none', 'registry', 'file', 'text'] as const;

/** Which schema: of the registry, of the configuration, or one's own. */
export function CheckChoice({ cluster, topic, check }: CheckChoiceProps) {
  const { t } = useText();
  const known = useQuery(valueSchemasQuery(cluster, topic)).data;
  const file = known?.file ?? null;
  const change = (part: Partial<ValueCheck>) => changeCheck(cluster, topic, part);
  const choose = (from: ValueCheck['from']) => {
    const suggested = known?.registry?.suggested ?? '';
    change(from === 'registry' && check.subject === '' ? { from, subject: suggested } : { from });
  };
  const labels = {
    none: t('publish.check.from.none'),
    registry: t('publish.check.from.registry'),
    file: file === null ? t('publish.check.from.file') : t('publish.check.fileNamed', { file }),
    text: t('publish.check.from.text'),
  };
  return (
    <div className="mt-1 grid grid-cols-1 gap-2">
      <Field label={t('publish.check.label')}>
        {(control) => (
          <Select
            {...control}
            value={check.from}
            onChange={choose}
            options={kinds.map((value) => ({
              value,
              label: labels[value],
              disabled: value !== check.from && isMissing(value, known),
            }))}
          />
        )}
      </Field>
      {check.from === 'registry' ? <SubjectFields registry={known?.registry ?? null} check={check} onChange={change} /> : null}
      {check.from === 'text' ? <PastedSchema check={check} onChange={change} /> : null}
    </div>
  );
}

/** The configuration names none. */
function isMissing(from: ValueCheck['from'], known: ValueSchemas | undefined): boolean {
  if (from === 'registry') return (known?.registry ?? null) === null;
  return from === 'file' && (known?.file ?? null) === null;
}

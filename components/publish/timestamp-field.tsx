'use client';
import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { momentOf, wallTimeOf } from '@/lib/format/wall-time';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';

interface TimestampFieldProps {
  timestampMs: number | null;
  onChange: (timestampMs: number | null) => void;
}

/** The record's time; left empty, the time of publishing. */
export function TimestampField({ timestampMs, onChange }: TimestampFieldProps) {
  const { t } = useText();
  const { timeZone } = useFormat();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? (timestampMs === null ? '' : wallTimeOf(timestampMs, timeZone));
  return (
    <Field label={t('publish.timestamp')} hint={timestampMs === null ? t('publish.timestampNow') : undefined}>
      {(control) => (
        <Input
          {...control}
          type="datetime-local"
          step={1}
          value={shown}
          onBlur={() => setTyped(null)}
          onChange={(event) => {
            setTyped(event.target.value);
            onChange(momentOf(event.target.value, timeZone) ?? null);
          }}
        />
      )}
    </Field>
  );
}

'use client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { ValueSchema } from '@/lib/contracts/value-schema';
import { useText } from '@/lib/i18n/text-provider';
import { ApiError } from '@/lib/queries/api-error';
import { sampleValue } from '@/lib/queries/records/value-check-queries';
import type { BytesDraft } from '../publish-draft';

interface SampleButtonProps {
  cluster: string;
  topic: string;
  schema: ValueSchema;
  value: BytesDraft;
  onChange: (value: BytesDraft) => void;
}

/**
 * Fills in a made-up value of the schema. What stood there comes back, as long as the sample was not changed.
 * A sample that comes after the value was changed is not filled in: what a person did last stands.
 */
export function SampleButton({ cluster, topic, schema, value, onChange }: SampleButtonProps) {
  const { t, find } = useText();
  const [replaced, setReplaced] = useState<{ readonly value: BytesDraft; readonly sample: string }>();
  const sample = useMutation({
    mutationFn: (_asked: BytesDraft) => sampleValue(cluster, topic, schema),
    onSuccess: (made, asked) => {
      if (value !== asked) return;
      if (value.text !== replaced?.sample) setReplaced({ value, sample: made.value });
      else setReplaced({ ...replaced, sample: made.value });
      onChange({ mode: 'text', text: made.value });
    },
  });
  const failure = sample.error === null ? null : ApiError.from(sample.error);
  const mayGoBack = replaced !== undefined && replaced.value.text !== '' && replaced.sample === value.text;
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
      <Button size="small" disabled={sample.isPending} onClick={() => sample.mutate(value)}>
        {t('publish.check.sample')}
      </Button>
      {mayGoBack ? (
        <Button size="small" variant="quiet" onClick={() => onChange(replaced.value)}>
          {t('publish.check.sampleBack')}
        </Button>
      ) : null}
      {failure === null ? null : (
        <span role="alert" dir="auto" className="wrap-anywhere text-bad">
          {find(`errors.${failure.code}.title`) ?? failure.code} {failure.message}
        </span>
      )}
    </div>
  );
}

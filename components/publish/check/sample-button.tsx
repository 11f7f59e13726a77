'use client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { ValueSchema } from '@/lib/contracts/value-schema';
import { useText } from '@/lib/i18n/text-provider';
import { ApiError } from '@/lib/queries/api-error';
import { sampleValue } from '@/lib/queries/records/value-check-queries';
import type { BytesDraft } from '../publish-draft';
import { NotDone } from './not-done';

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
  const { t } = useText();
  const [replaced, setReplaced] = useState<{ readonly value: BytesDraft; readonly sample: string }>();
  const sample = useMutation({
    mutationFn: (asked: { readonly schema: ValueSchema; readonly value: BytesDraft }) =>
      sampleValue(cluster, topic, asked.schema),
    onSuccess: (made, asked) => {
      if (value !== asked.value) return;
      if (value.text !== replaced?.sample) setReplaced({ value, sample: made.value });
      else setReplaced({ ...replaced, sample: made.value });
      onChange({ mode: 'text', text: made.value });
    },
  });
  // Of another schema it says nothing.
  const isOfThis = JSON.stringify(sample.variables?.schema) === JSON.stringify(schema);
  const mayGoBack = replaced !== undefined && replaced.value.text !== '' && replaced.sample === value.text;
  return (
    <div className="grid grid-cols-1 gap-1 text-sm">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Button size="small" disabled={sample.isPending} onClick={() => sample.mutate({ schema, value })}>
          {t('publish.check.sample')}
        </Button>
        {mayGoBack ? (
          <Button size="small" variant="quiet" onClick={() => onChange(replaced.value)}>
            {t('publish.check.sampleBack')}
          </Button>
        ) : null}
      </div>
      {sample.error === null || !isOfThis ? null : (
        <div role="alert">
          <NotDone what="noSample" reason={ApiError.from(sample.error)} />
        </div>
      )}
    </div>
  );
}

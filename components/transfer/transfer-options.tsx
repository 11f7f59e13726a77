'use client';
import type { ReactNode } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Segmented } from '@/components/ui/segmented';
import { transferPerSecondMax, type TransferOptions } from '@/lib/contracts/transfer';
import { figureOf } from '@/lib/format/figure';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';

/** Of any transfer. */
export interface OptionsDraft {
  readonly timestamps: TransferOptions['timestamps'];
  /** As it is typed; empty: as fast as it goes. */
  readonly rate: string;
}

export const emptyOptions: OptionsDraft = { timestamps: 'kept', rate: '' };

/** Undefined while the rate is none. */
export function optionsOf({ timestamps, rate }: OptionsDraft): TransferOptions | undefined {
  if (rate.trim() === '') return { timestamps, perSecond: null };
  const perSecond = figureOf(rate);
  return perSecond > 0 && perSecond <= transferPerSecondMax ? { timestamps, perSecond } : undefined;
}

interface OptionFieldsProps {
  draft: OptionsDraft;
  onChange: (change: Partial<OptionsDraft>) => void;
}

export function OptionFields({ draft, onChange }: OptionFieldsProps) {
  const { t } = useText();
  const format = useFormat();
  return (
    <>
      <Choice
        label={t('transfer.timestamps')}
        value={draft.timestamps}
        onChange={(timestamps) => onChange({ timestamps })}
        options={(['kept', 'new'] as const).map((value) => ({ value, label: t(`transfer.times.${value}`) }))}
        hint={t(`transfer.timesHint.${draft.timestamps}`)}
      />
      <Field
        className="max-w-60"
        label={t('transfer.perSecond')}
        error={optionsOf(draft) === undefined ? t('transfer.badRate', { most: format.count(transferPerSecondMax) }) : undefined}
      >
        {(control) => (
          <Input
            inputMode="decimal"
            placeholder={t('transfer.fastest')}
            value={draft.rate}
            onChange={(event) => onChange({ rate: event.target.value })}
            {...control}
          />
        )}
      </Field>
    </>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly { readonly value: Value; readonly label: string; readonly disabled?: boolean }[];
  hint: ReactNode;
}

/** One of a few, and what it means. */
export function Choice<Value extends string>({ label, value, onChange, options, hint }: ChoiceProps<Value>) {
  return (
    <div className="grid gap-1">
      <span aria-hidden className="text-sm text-muted">
        {label}
      </span>
      <Segmented className="justify-self-start" label={label} value={value} onChange={onChange} options={options} />
      <p className="text-sm text-faint">{hint}</p>
    </div>
  );
}

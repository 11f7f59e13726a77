'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { figureOf } from '@/lib/format/figure';
import { repeatCountMax, repeatPerSecondMax } from '@/lib/contracts/write-run';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import type { WriteJobState } from '@/lib/queries/jobs/write-jobs';
import { WriteRun } from './write-run';

export interface RepeatPlan {
  readonly count: number;
  /** Null: as fast as it goes. */
  readonly perSecond: number | null;
}

interface RepeatSectionProps {
  state: WriteJobState;
  canStart: boolean;
  onStart: (plan: RepeatPlan) => void;
  onStop: () => void;
}

/** The message many times: how many, how fast, and how it goes. */
export function RepeatSection({ state, canStart, onStart, onStop }: RepeatSectionProps) {
  const { t } = useText();
  const format = useFormat();
  const [times, setTimes] = useState('100');
  const [rate, setRate] = useState('');
  const count = figureOf(times);
  const isCount = Number.isInteger(count) && count >= 1 && count <= repeatCountMax;
  const perSecond = rate.trim() === '' ? null : figureOf(rate);
  const isRate = perSecond === null || (perSecond > 0 && perSecond <= repeatPerSecondMax);
  return (
    <div className="grid gap-2">
      {state.kind === 'running' ? null : (
        <div className="grid grid-cols-2 gap-2">
          <Field
            label={t('publish.repeat.times')}
            error={isCount ? undefined : t('publish.repeat.badTimes', { most: format.count(repeatCountMax) })}
          >
            {(control) => (
              <Input {...control} inputMode="numeric" value={times} onChange={(event) => setTimes(event.target.value)} />
            )}
          </Field>
          <Field
            label={t('publish.repeat.perSecond')}
            error={isRate ? undefined : t('publish.repeat.badRate', { most: format.count(repeatPerSecondMax) })}
          >
            {(control) => (
              <Input
                {...control}
                inputMode="decimal"
                placeholder={t('publish.repeat.fastest')}
                value={rate}
                onChange={(event) => setRate(event.target.value)}
              />
            )}
          </Field>
          <Button
            className="col-span-2 justify-self-start"
            disabled={!canStart || !isCount || !isRate}
            onClick={() => onStart({ count, perSecond })}
          >
            {t('publish.repeat.start', { count: isCount ? count : 0 })}
          </Button>
        </div>
      )}
      <div aria-live="polite" className="grid gap-1">
        <WriteRun state={state} onStop={onStop} />
        {state.kind === 'running' ? <p className="text-sm text-faint">{t('publish.repeat.stays')}</p> : null}
      </div>
    </div>
  );
}

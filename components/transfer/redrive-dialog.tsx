'use client';
import { useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { MonoName } from '@/components/ui/mono-name';
import {
  originHeaders,
  redriveCountHeader,
  redriveLimitMax,
  type RedriveOrder,
  type TransferSource,
} from '@/lib/contracts/transfer';
import { figureOf } from '@/lib/format/figure';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import { redriveWork, useTransferJob, workThatGoesOn } from '@/lib/queries/jobs/transfer-jobs';
import { TransferFrame } from './transfer-frame';
import { Choice, emptyOptions, OptionFields, optionsOf } from './transfer-options';

interface RedriveDialogProps {
  cluster: string;
  topic: string;
  source: TransferSource;
  onClose: () => void;
}

const emptyDraft = { ...emptyOptions, by: 'known' as 'known' | 'chosen', header: '', limit: '3', dropsErrorHeaders: false };

/** Undefined while something in it is wrong. */
function orderOf(draft: typeof emptyDraft): RedriveOrder | undefined {
  const options = optionsOf(draft);
  const limit = limitOf(draft.limit);
  if (options === undefined || limit === undefined || (draft.by === 'chosen' && draft.header === '')) return undefined;
  const { by, header, dropsErrorHeaders } = draft;
  return { ...options, limit, dropsErrorHeaders, ...(by === 'chosen' ? { header } : {}) };
}

function limitOf(text: string): number | undefined {
  const limit = figureOf(text);
  return Number.isInteger(limit) && limit >= 1 && limit <= redriveLimitMax ? limit : undefined;
}

/** Sends the messages of a dead-letter topic back to where they failed. What would go where is counted first, and only that goes. */
export function RedriveDialog({ cluster, topic, source, onClose }: RedriveDialogProps) {
  const { t, rich } = useText();
  const format = useFormat();
  const [run, job] = useTransferJob(`redrive ${cluster} ${topic}`);
  const [draft, setDraft] = useState(emptyDraft);
  const [planned, setPlanned] = useState<RedriveOrder>();
  const order = orderOf(draft);
  const result = run.kind === 'done' && run.reason === 'complete' && run.result.dryRun ? run.result : undefined;
  const plan = planned === undefined || typeof result?.until !== 'string' ? undefined : { ...planned, to: result.until };
  const chosen = result?.chosen ?? 0;
  const change = (changed: Partial<typeof draft>) => {
    setDraft({ ...draft, ...changed });
    setPlanned(undefined);
    if (workThatGoesOn(run) === undefined) job.reset();
  };
  const start = (dryRun: boolean) => {
    if (dryRun && order !== undefined) {
      const asked = { ...source, ...order };
      setPlanned(asked);
      job.start(redriveWork(cluster, topic, asked, true));
    } else if (plan !== undefined) job.start(redriveWork(cluster, topic, plan, false));
  };
  return (
    <TransferFrame
      title={rich('transfer.redrive.title', { topic: <MonoName>{topic}</MonoName> })}
      text={t('transfer.redrive.text')}
      source={source}
      byTarget
      run={run}
      job={job}
      canDryRun={order !== undefined}
      canStart={plan !== undefined && chosen > 0}
      submit={
        chosen === 0
          ? t('transfer.redrive.submit')
          : t('transfer.redrive.submitCounted', { count: chosen, n: format.count(chosen) })
      }
      onStart={start}
      onClose={onClose}
    >
      <Choice
        label={t('transfer.redrive.by')}
        value={draft.by}
        onChange={(by) => change({ by })}
        options={(['known', 'chosen'] as const).map((value) => ({ value, label: t(`transfer.redrive.bys.${value}`) }))}
        hint={
          draft.by === 'known'
            ? rich('transfer.redrive.knownHint', {
                spring: <MonoName>{originHeaders[0]}</MonoName>,
                connect: <MonoName>{originHeaders[1]}</MonoName>,
              })
            : t('transfer.redrive.chosenHint')
        }
      />
      {draft.by === 'chosen' ? (
        <Field label={t('transfer.redrive.header')}>
          {(control) => (
            <Input mono value={draft.header} onChange={(event) => change({ header: event.target.value })} {...control} />
          )}
        </Field>
      ) : null}
      <Field
        label={t('transfer.redrive.limit')}
        hint={rich('transfer.redrive.limitHint', { header: <MonoName>{redriveCountHeader}</MonoName> })}
        error={
          limitOf(draft.limit) === undefined ? t('transfer.redrive.badLimit', { most: format.count(redriveLimitMax) }) : undefined
        }
      >
        {(control) => (
          <Input
            className="max-w-24"
            inputMode="numeric"
            value={draft.limit}
            onChange={(event) => change({ limit: event.target.value })}
            {...control}
          />
        )}
      </Field>
      <Checkbox
        label={t('transfer.redrive.drops')}
        checked={draft.dropsErrorHeaders}
        onChange={(dropsErrorHeaders) => change({ dropsErrorHeaders })}
      />
      <OptionFields draft={draft} onChange={change} />
    </TransferFrame>
  );
}

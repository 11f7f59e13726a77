'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { MonoName } from '@/components/ui/mono-name';
import type { CopyOrder, TransferSource } from '@/lib/contracts/transfer';
import { useText } from '@/lib/i18n/text-provider';
import { copyWork, useTransferJob } from '@/lib/queries/jobs/transfer-jobs';
import { TopicField, useTarget } from './topic-field';
import { Choice, emptyOptions, OptionFields, optionsOf } from './transfer-options';
import { TransferRun } from './transfer-run';

interface CopyDialogProps {
  cluster: string;
  topic: string;
  partitionCount: number;
  /** Nothing for the whole topic. */
  source: TransferSource;
  onClose: () => void;
}

/** Copies messages to another topic. It goes on when the dialog is closed, and is there when it is opened again. */
export function CopyDialog({ cluster, topic, partitionCount, source, onClose }: CopyDialogProps) {
  const { t, rich } = useText();
  const [run, job] = useTransferJob(`copy ${cluster} ${topic}`);
  const [draft, setDraft] = useState({ ...emptyOptions, target: '', placement: 'key' as 'key' | 'same' });
  const target = useTarget(cluster, draft.target);
  const { detail } = target;
  const options = optionsOf(draft);
  const hasFewer = detail !== undefined && detail.partitions.length < partitionCount;
  const placement = hasFewer ? 'key' : draft.placement;
  const canStart = detail !== undefined && !detail.internal && draft.target !== topic && options !== undefined;
  const isRunning = run.kind === 'running';
  const change = (changed: Partial<typeof draft>) => {
    setDraft({ ...draft, ...changed });
    job.reset();
  };
  const start = (dryRun: boolean) => {
    if (!canStart) return;
    const order: CopyOrder = { ...source, ...options, target: draft.target, placement };
    job.start(copyWork(cluster, topic, order, dryRun));
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={rich('transfer.copy.title', { topic: <MonoName>{topic}</MonoName> })}
      description={t('transfer.copy.text')}
    >
      <form
        noValidate
        className="grid gap-3.5"
        onSubmit={(event) => {
          event.preventDefault();
          start(false);
        }}
      >
        {isRunning ? null : (
          <>
            <p>{t(Object.keys(source).length === 0 ? 'transfer.whole' : 'transfer.chosen')}</p>
            <TopicField
              cluster={cluster}
              source={topic}
              name={draft.target}
              target={target}
              onName={(name) => change({ target: name })}
            />
            <Choice
              label={t('transfer.placement')}
              value={placement}
              onChange={(next) => change({ placement: next })}
              options={[
                { value: 'key', label: t('transfer.placements.key') },
                { value: 'same', label: t('transfer.placements.same'), disabled: hasFewer },
              ]}
              hint={`${t(`transfer.placementHint.${placement}`)}${hasFewer ? ` ${t('transfer.tooFew')}` : ''}`}
            />
            <OptionFields draft={draft} onChange={change} />
          </>
        )}
        <div aria-live="polite" className="grid gap-1">
          <TransferRun state={run} onStop={() => job.stop()} />
        </div>
        <DialogActions>
          <Button onClick={onClose}>{t('common.close')}</Button>
          {isRunning ? null : (
            <>
              <Button disabled={!canStart} onClick={() => start(true)}>
                {t('transfer.dryRun')}
              </Button>
              <Button type="submit" variant="primary" disabled={!canStart}>
                {t('transfer.copy.submit')}
              </Button>
            </>
          )}
        </DialogActions>
      </form>
    </Dialog>
  );
}

'use client';
import { useState } from 'react';
import { MonoName } from '@/components/ui/mono-name';
import type { CopyOrder, TransferSource } from '@/lib/contracts/transfer';
import { useText } from '@/lib/i18n/text-provider';
import { copyWork, useTransferJob } from '@/lib/queries/jobs/transfer-jobs';
import { TopicField, useTarget } from './topic-field';
import { TransferFrame } from './transfer-frame';
import { Choice, emptyOptions, OptionFields, optionsOf } from './transfer-options';

interface CopyDialogProps {
  cluster: string;
  topic: string;
  partitionCount: number;
  source: TransferSource;
  onClose: () => void;
}

/** Copies messages to another topic. */
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
  const change = (changed: Partial<typeof draft>) => {
    setDraft({ ...draft, ...changed });
    job.reset();
  };
  return (
    <TransferFrame
      title={rich('transfer.copy.title', { topic: <MonoName>{topic}</MonoName> })}
      text={t('transfer.copy.text')}
      isWhole={Object.keys(source).length === 0}
      run={run}
      job={job}
      canDryRun={canStart}
      canStart={canStart}
      submit={t('transfer.copy.submit')}
      onStart={(dryRun) => {
        const order: CopyOrder = { ...source, ...options, target: draft.target, placement };
        job.start(copyWork(cluster, topic, order, dryRun));
      }}
      onClose={onClose}
    >
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
    </TransferFrame>
  );
}

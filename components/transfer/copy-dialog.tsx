'use client';
import { useState } from 'react';
import { MonoName } from '@/components/ui/mono-name';
import type { CopyOrder, Placement, TransferSource } from '@/lib/contracts/transfer';
import { useText } from '@/lib/i18n/text-provider';
import { useWritableClusters } from '@/lib/queries/clusters/use-writable-clusters';
import { copyWork, useTransferJob, workThatGoesOn } from '@/lib/queries/jobs/transfer-jobs';
import { TargetFields, type TargetPlace } from './target-fields';
import { useTarget } from './topic-field';
import { TransferFrame } from './transfer-frame';
import { Choice, emptyOptions, OptionFields, optionsOf } from './transfer-options';

interface CopyDialogProps {
  cluster: string;
  topic: string;
  partitionCount: number;
  source: TransferSource;
  onClose: () => void;
}

const placements = ['key', 'same', 'any'] as const;

/** Copies messages to another topic, of this cluster or of another one. */
export function CopyDialog({ cluster, topic, partitionCount, source, onClose }: CopyDialogProps) {
  const { t, rich } = useText();
  const [run, job] = useTransferJob(`copy ${cluster} ${topic}`);
  const [draft, setDraft] = useState({ ...emptyOptions, cluster: '', topic: '', placement: 'key' as Placement });
  const place = usePlace(cluster, draft);
  const target = useTarget(place.cluster, place.topic);
  const { detail } = target;
  const options = optionsOf(draft);
  const hasFewer = detail !== undefined && detail.partitions.length < partitionCount;
  const placement = hasFewer && draft.placement === 'same' ? 'key' : draft.placement;
  const isHere = place.cluster === cluster;
  const canStart = detail !== undefined && !detail.internal && !(isHere && place.topic === topic) && options !== undefined;
  const change = (changed: Partial<typeof draft>) => {
    setDraft({ ...draft, ...changed });
    if (workThatGoesOn(run) === undefined) job.reset();
  };
  const start = (dryRun: boolean) => {
    const where = { target: place.topic, placement, ...(isHere ? {} : { targetCluster: place.cluster }) };
    const order: CopyOrder = { ...source, ...options, ...where };
    job.start(copyWork(cluster, topic, order, dryRun));
  };
  return (
    <TransferFrame
      title={rich('transfer.copy.title', { topic: <MonoName>{topic}</MonoName> })}
      text={t('transfer.copy.text')}
      source={source}
      run={run}
      job={job}
      canDryRun={canStart}
      canStart={canStart}
      submit={t(workThatGoesOn(run) === undefined ? 'transfer.copy.submit' : 'transfer.goOn.again')}
      onStart={start}
      onClose={onClose}
    >
      <TargetFields source={{ cluster, topic }} place={place} target={target} onChange={change} />
      <Choice
        label={t('transfer.placement')}
        value={placement}
        onChange={(next) => change({ placement: next })}
        options={placements.map((value) => ({
          value,
          label: t(`transfer.placements.${value}`),
          disabled: value === 'same' && hasFewer,
        }))}
        hint={`${t(`transfer.placementHint.${placement}`)}${hasFewer ? ` ${t('transfer.tooFew')}` : ''}`}
      />
      <OptionFields draft={draft} onChange={change} />
    </TransferFrame>
  );
}

/** The cluster that was chosen, else this one, else the first that can be written to. */
function usePlace(here: string, { cluster, topic }: TargetPlace): TargetPlace {
  const clusters = useWritableClusters();
  const canBe = (id: string): boolean => clusters.some((each) => each.id === id);
  if (canBe(cluster)) return { cluster, topic };
  return { cluster: canBe(here) ? here : (clusters[0]?.id ?? here), topic };
}

'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { MonoName } from '@/components/ui/mono-name';
import type { CopyOrder, Placement, TransferSource } from '@/lib/contracts/transfer';
import { useText } from '@/lib/i18n/text-provider';
import { useWritableClusters } from '@/lib/queries/clusters/use-writable-clusters';
import { copyWork, useTransferJob, workThatGoesOn } from '@/lib/queries/jobs/transfer-jobs';
import { topicDetailQuery } from '@/lib/queries/topics/topic-queries';
import { ClusterField } from './cluster-field';
import { CreateTarget } from './create-target';
import { isAbsent, TopicField, useTarget } from './topic-field';
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
  const clusters = useWritableClusters();
  const [draft, setDraft] = useState({ ...emptyOptions, cluster: '', target: '', placement: 'key' as Placement });
  const hasChosen = clusters.some(({ id }) => id === draft.cluster);
  const here = clusters.find(({ id }) => id === cluster) ?? clusters[0];
  const targetCluster = hasChosen ? draft.cluster : (here?.id ?? cluster);
  const isHere = targetCluster === cluster;
  const target = useTarget(targetCluster, draft.target);
  const { data: like } = useQuery(topicDetailQuery(cluster, topic));
  const { detail } = target;
  const options = optionsOf(draft);
  const hasFewer = detail !== undefined && detail.partitions.length < partitionCount;
  const placement = hasFewer && draft.placement === 'same' ? 'key' : draft.placement;
  const isItself = isHere && draft.target === topic;
  const canStart = detail !== undefined && !detail.internal && !isItself && options !== undefined;
  const change = (changed: Partial<typeof draft>) => {
    setDraft({ ...draft, ...changed });
    if (workThatGoesOn(run) === undefined) job.reset();
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
      submit={t('transfer.copy.submit')}
      onStart={(dryRun) => {
        const where = { target: draft.target, placement, ...(isHere ? {} : { targetCluster }) };
        const order: CopyOrder = { ...source, ...options, ...where };
        job.start(copyWork(cluster, topic, order, dryRun));
      }}
      onClose={onClose}
    >
      <ClusterField source={cluster} value={targetCluster} onChange={(next) => change({ cluster: next })} />
      <TopicField
        cluster={targetCluster}
        source={isHere ? topic : null}
        name={draft.target}
        target={target}
        onName={(name) => change({ target: name })}
      />
      {like !== undefined && isAbsent(target.error) && !isItself ? (
        <CreateTarget key={`${targetCluster} ${draft.target}`} cluster={targetCluster} name={draft.target} like={like} />
      ) : null}
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

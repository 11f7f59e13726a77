'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { MonoName } from '@/components/ui/mono-name';
import { Notice } from '@/components/ui/notice';
import type { TopicDetail } from '@/lib/contracts/topic';
import { useText } from '@/lib/i18n/text-provider';
import { clusterDetailQuery } from '@/lib/queries/clusters/cluster-queries';
import { createTopicMutation } from '@/lib/queries/topics/topic-mutations';

interface CreateTargetProps {
  /** Where it would be. */
  cluster: string;
  name: string;
  /** The topic that is copied. */
  like: TopicDetail;
}

/** There is no such topic yet: it can be made like the one that is copied. */
export function CreateTarget({ cluster, name, like }: CreateTargetProps) {
  const { t, rich } = useText();
  const create = useMutation(createTopicMutation(useQueryClient(), cluster));
  const { data } = useQuery(clusterDetailQuery(cluster));
  const brokers = data?.counts.brokersAlive;
  const partitions = like.partitions.length;
  const replicationFactor = Math.min(like.replicationFactor, Math.max(1, brokers ?? 1));
  const isCompacted = like.cleanupPolicy !== null && like.cleanupPolicy !== 'delete';
  const configs = isCompacted ? { 'cleanup.policy': like.cleanupPolicy ?? '' } : {};
  return (
    <div className="grid gap-1" aria-live="polite">
      <Notice
        tone="info"
        actions={
          <Button
            size="small"
            disabled={brokers === undefined || create.isPending}
            onClick={() => create.mutate({ name, partitions, replicationFactor, configs })}
          >
            {t(create.isPending ? 'transfer.create.creating' : 'transfer.create.create')}
          </Button>
        }
      >
        {rich('transfer.create.absent', { topic: <MonoName>{name}</MonoName> })}{' '}
        <span className="text-muted">
          {t('transfer.create.like', {
            partitions: t('common.partitions', { count: partitions }),
            replicas: t('transfer.create.replicas', { count: replicationFactor }),
          })}
          {isCompacted ? ` cleanup.policy=${like.cleanupPolicy ?? ''}` : ''}
        </span>
      </Notice>
      {create.error === null ? null : <ErrorState error={create.error} />}
    </div>
  );
}

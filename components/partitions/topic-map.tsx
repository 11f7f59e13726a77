'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { PageError } from '@/components/ui/page-error';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useText } from '@/lib/i18n/text-provider';
import { useLiveOffsets } from '@/lib/queries/topics/use-live-offsets';
import { topicDetailQuery, topicOffsetsQuery } from '@/lib/queries/topics/topic-queries';
import type { PartitionSort } from './partition-row-data';
import { PartitionTable } from './partition-table';
import { ReplicaActionsProvider } from './replica-actions';

/** The replica map of one topic beside other things, live. */
export function TopicMap({ cluster, topic }: { cluster: string; topic: string }) {
  const { t } = useText();
  const [sort, setSort] = useState<PartitionSort>({ by: 'partition', direction: 'ascending' });
  const problem = useLiveOffsets(cluster, topic);
  const detail = useQuery(topicDetailQuery(cluster, topic));
  const { data: offsets } = useQuery(topicOffsetsQuery(cluster, topic));
  const partitions = offsets?.partitions ?? detail.data?.partitions;
  const error = problem ?? (partitions === undefined ? detail.error : null);
  return (
    <ReplicaActionsProvider cluster={cluster}>
      {error === null ? null : <PageError error={error} />}
      {partitions === undefined && error === null ? <SkeletonRows rows={6} label={t('partitions.loading')} /> : null}
      {partitions === undefined ? null : (
        <PartitionTable
          cluster={cluster}
          topic={topic}
          partitions={partitions}
          offsets={offsets}
          sort={sort}
          onSort={setSort}
          isCompact
        />
      )}
    </ReplicaActionsProvider>
  );
}
